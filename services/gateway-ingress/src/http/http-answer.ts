import type { Order } from '@tollgate/order';
import { placementResult } from '@tollgate/order';
import { problem } from '@tollgate/service';
import type { FastifyReply } from 'fastify';
import { explain } from './explanations.data.js';
import { answerOrder, type LinkOf } from '../orders/answer-order.js';
import { refusalOf } from '../orders/refuse-order.js';

/** What a request is answered with, before it is written. */
export interface HttpAnswer {
  readonly status: number;
  readonly body: object;
  readonly headers?: Readonly<Record<string, string>>;
}

const json = { 'content-type': 'application/json; charset=utf-8' };

export const send = (reply: FastifyReply, { status, body, headers = json }: HttpAnswer): void => {
  void reply.code(status).headers(headers).send(JSON.stringify(body));
};

/** An order that was asked about, and the request that placed or captured it. */
export interface AnsweredOrder {
  readonly order: Order;
  /** Of the first request: a repeated one gets the very same text. */
  readonly requestId: string;
}

const location = (id: string) => ({ ...json, location: `/v1/orders/${id}` });

/** The answer to a placed order: 201, 202 while it is pending or held, 402 or 422 with the order inside. */
export const placementAnswer = ({ order, requestId }: AnsweredOrder, linkOf: LinkOf): HttpAnswer => {
  const body = answerOrder(order, linkOf);
  const due = placementResult(order);
  const refusal = due && refusalOf(order, due);
  if (refusal) {
    const { status, code, field } = refusal;
    const document = problem({ status, code, field, requestId, detail: explain(code), extensions: { order: body } });
    return { status, body: document.body, headers: { ...document.headers, location: `/v1/orders/${body.id}` } };
  }
  return { status: due === 'approved' ? 201 : 202, body, headers: location(body.id) };
};

/** The answer to a capture: 200, or 202 while it is under way. */
export const captureAnswer = (order: Order, linkOf: LinkOf): HttpAnswer => {
  const body = answerOrder(order, linkOf);
  const isDone = order.payment.captured !== undefined;
  return { status: isDone ? 200 : 202, body, headers: location(body.id) };
};
