import type { FastifyReply } from 'fastify';

/** What a request is answered with, before it is written. */
export interface HttpAnswer {
  readonly status: number;
  readonly body: object;
  readonly headers?: Readonly<Record<string, string>>;
}

export const JSON_HEADERS = { 'content-type': 'application/json; charset=utf-8' };

/** Writes status and headers, and gives the controller's method what to return; for routes whose status is not always the same. */
export const answerWith = (reply: FastifyReply, { status, body, headers = JSON_HEADERS }: HttpAnswer): object => {
  reply.code(status).headers(headers);
  return body;
};
