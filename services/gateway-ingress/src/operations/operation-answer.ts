import { problem } from '@tollgate/errors';
import { isPending, type Operation, type Order } from '@tollgate/order';
import { type HttpAnswer, JSON_HEADERS } from '../http/http-answer.js';
import { answerOrder, type OrderViews } from '../orders/answer-order.js';
import { explain } from '../validation/explanations.data.js';
import { describeOperation } from './describe-operation.js';

/** An operation, its order as it stood at that moment, and the request that asked for it. */
export interface SettledOperation {
  readonly order: Order;
  readonly operation: Operation;
  /** Of the first request: a repeated one gets the very same text. */
  readonly requestId: string;
}

const PATHS: Readonly<Record<string, string>> = { capture: 'captures', void: 'void', refund: 'refunds' };

/** The answer to a request for an operation: 201, 202 while it is under way, 402 with the operation inside where the processor refused it. */
export const operationAnswer = ({ order, operation, requestId }: SettledOperation, views: OrderViews): HttpAnswer => {
  const body = { ...describeOperation(order, operation), order: answerOrder(order, views) };
  const location = { location: `/v1/orders/${body.order.id}/${PATHS[operation.kind]}` };
  if (isPending(operation)) return { status: 202, body, headers: { ...JSON_HEADERS, ...location } };
  if (operation.state === 'succeeded') return { status: 201, body, headers: { ...JSON_HEADERS, ...location } };
  const code = operation.code || 'declined';
  const document = problem({ status: 402, code, requestId, detail: explain(code), extensions: { operation: body } });
  return { status: 402, body: document.body, headers: { ...document.headers, ...location } };
};
