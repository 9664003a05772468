import { newEvent, type OrderEvent } from '@tollgate/contracts';
import { authorizationOf, type Operation, type Order } from '@tollgate/order';
import { allDeliverables } from '../capture/deliverables.js';
import type { ProcessorResult } from '../processors/card-processor.js';

/** An approval, and until when it holds. */
export interface Approval extends Extract<ProcessorResult, { outcome: 'approved' }> {
  /** RFC 3339: until when the issuer holds the amount of a preauth. */
  readonly expiresAt: string;
}

/** What came of an authorization. `recovered`: the process that asked is gone, and its answer with it. */
export type AuthorizationAnswer =
  | Approval
  | Extract<ProcessorResult, { outcome: 'declined' }>
  | { readonly outcome: 'unknown'; readonly cause: Extract<ProcessorResult, { outcome: 'unknown' }>['cause'] | 'recovered' };

/** Records what came of the request; an approved sale is captured with it. What nobody knows is recorded as that, and undone afterwards.
 *  Answers [] when the request has its outcome, which holds for a late approval, too: it is never shown as approved. */
export const recordAuthorization = (order: Order, answer: AuthorizationAnswer): readonly OrderEvent[] => {
  const authorization = authorizationOf(order.payment);
  if (authorization?.state !== 'submitted') return [];
  const { id: operation } = authorization;
  switch (answer.outcome) {
    case 'approved':
      return approved(order, authorization, answer);
    case 'declined': {
      const { code, networkCode, avs, cvc, reference } = answer;
      return [newEvent('PaymentDeclined', { operation, code, networkCode, avs, cvc, ...(reference && { reference }) })];
    }
    case 'unknown':
      return [newEvent('AuthorizationUnknown', { operation, cause: answer.cause })];
  }
};

const approved = (order: Order, { id: operation, amount, isSale }: Operation, answer: Approval): readonly OrderEvent[] => {
  const { authorizationCode, avs, cvc, networkCode, reference, expiresAt } = answer;
  const paid = { operation, amount, ...(reference && { reference }) };
  const said = { authorizationCode, avs, cvc, networkCode };
  if (isSale !== true) return [newEvent('PaymentAuthorized', { ...paid, amount: answer.amount ?? amount, ...said, expiresAt })];
  const deliverables = [...allDeliverables(order)];
  return [
    newEvent('PaymentAuthorized', { ...paid, ...said }),
    newEvent('PaymentCaptured', { ...paid, isSale: true, isFinal: true, deliverables }),
  ];
};
