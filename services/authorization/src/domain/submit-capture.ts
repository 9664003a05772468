import { newEvent, type OrderEvent } from '@tollgate/contracts';
import { invariant } from '@tollgate/errors';
import { isMore } from '@tollgate/money';
import { type Order } from '@tollgate/order';
import type { TraceNumbers } from './trace-numbers.js';

/** Takes what the merchant asked for out of an authorized amount. The intent only: it is durable before the advice leaves.
 *  Answers [] when it was submitted or captured already, or when there is nothing authorized to take: ingress refused that. */
export const submitCapture = (order: Order, trace: TraceNumbers): readonly OrderEvent[] => {
  const { authorized, captureSubmitted, captured, requested } = order.payment;
  const amount = order.captureRequested;
  if (authorized === undefined || captureSubmitted !== undefined || captured !== undefined || amount === undefined) return [];
  const held = authorized.amount;
  invariant(held !== undefined && !isMore(amount, held), 'no more is captured than was authorized');
  // The advice speaks of the authorization, so it carries that one's RRN under a STAN of its own.
  return [newEvent('CaptureSubmitted', { amount, trace: { ...trace, rrn: requested?.trace?.rrn ?? trace.rrn } })];
};
