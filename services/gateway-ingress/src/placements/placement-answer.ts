import { problem } from '@tollgate/errors';
import { type Order, type PlacementResult, placementResult } from '@tollgate/order';
import { type HttpAnswer, JSON_HEADERS } from '../http/http-answer.js';
import { answerOrder, type OrderViews } from '../orders/answer-order.js';
import { explain } from '../validation/explanations.data.js';
import { refusalOf } from './refuse-order.js';

/** An order that was asked about, and the request that placed it. */
export interface AnsweredOrder {
  readonly order: Order;
  /** Of the first request: a repeated one gets the very same text. */
  readonly requestId: string;
}

const NOTHING_KEPT =
  'Nothing of a security code is kept, so that the same request under the same Idempotency-Key gets this answer again, also with ' +
  'another code: for another try, send a new Idempotency-Key.';

/** The sentence for whoever reads a refusal; a declined payment may be tried again, which needs a new key. */
const detailOf = ({ credit }: Order, result: PlacementResult, code: string): string | undefined => {
  const explained = explain(code);
  if (result !== 'declined' || credit !== undefined) return explained;
  return explained === undefined ? NOTHING_KEPT : `${explained} ${NOTHING_KEPT}`;
};

/** The answer to a placed order: 201, 202 while it is pending or held, 402 or 422 with the order inside. */
export const placementAnswer = ({ order, requestId }: AnsweredOrder, views: OrderViews): HttpAnswer => {
  const body = answerOrder(order, views);
  const location = { location: `/v1/orders/${body.id}` };
  const result = placementResult(order);
  const refusal = result && refusalOf(order, result);
  if (result && refusal) {
    const { status, code, field } = refusal;
    const detail = detailOf(order, result, code);
    const document = problem({ status, code, field, requestId, detail, extensions: { order: body } });
    return { status, body: document.body, headers: { ...document.headers, ...location } };
  }
  return { status: result === 'approved' ? 201 : 202, body, headers: { ...JSON_HEADERS, ...location } };
};
