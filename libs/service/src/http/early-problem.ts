import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { type Problem, problem } from '@tollgate/errors';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { toProblem } from './to-problem.js';

/** An id for a request that came without one, or with one that is not fit to be shown. */
export const newRequestId = (): string => `req_${randomUUID().replaceAll('-', '')}`;

/** Answers a request whose address cannot be read, or has a part that is too long, so that no route, hook or filter
 *  sees it. */
export const answerUnroutable = (error: Error, request: FastifyRequest, reply: FastifyReply): void => {
  const { status, body, headers } = toProblem(error, request.id);
  void reply
    .code(status)
    .headers({ ...headers, 'x-request-id': request.id })
    .send(JSON.stringify(body));
};

const statusOfNode: Readonly<Record<string, readonly [status: number, code: string]>> = {
  HPE_HEADER_OVERFLOW: [431, 'headers_too_large'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'request_timeout'],
};

const reasons: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  408: 'Request Timeout',
  431: 'Request Header Fields Too Large',
};

const asText = ({ status, body, headers }: Problem): string => {
  const text = JSON.stringify(body);
  const lines = Object.entries({
    ...headers,
    'content-length': String(Buffer.byteLength(text)),
    'x-request-id': body.requestId,
    connection: 'close',
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} ${reasons[status]}\r\n${lines.join('')}\r\n${text}`;
};

/** Answers bytes that are no HTTP request, headers that are too large and requests that never end, on the bare
 *  connection, which ends with it. */
export const answerBrokenRequest = (error: Error & { readonly code?: string }, socket: Socket): void => {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const [status, code] = statusOfNode[error.code ?? ''] ?? [400, 'malformed_request'];
  if (socket.writable) socket.end(asText(problem({ status, code, requestId: newRequestId() })));
  else socket.destroy(error);
};
