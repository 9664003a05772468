import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Html } from '../pages/html.js';

export const show = (reply: FastifyReply, page: Html, status = 200): FastifyReply =>
  reply.code(status).type('text/html; charset=utf-8').send(page.text);

/** What a form was sent for is done: the browser asks for the next page, which can be loaded again. */
export const goTo = (reply: FastifyReply, path: string): FastifyReply => reply.redirect(path, 303);

/** The fields that a form sent. */
export const sentBy = (request: FastifyRequest): Readonly<Record<string, unknown>> =>
  typeof request.body === 'object' && request.body !== null ? (request.body as Record<string, unknown>) : {};
