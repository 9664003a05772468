import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { DomainError, type Problem, problem } from '@tollgate/errors';
import { toProblem } from '@tollgate/service';
import { safetyHeaders } from './safety-headers.data.js';

const statusOfCode: Readonly<Record<string, number>> = {
  already_downloaded: 410,
  access_closed: 410,
  access_revoked: 410,
  link_expired: 410,
  link_replaced: 410,
  range_not_satisfiable: 416,
  too_many_parallel: 429,
  too_many_bytes: 429,
};

export const newRequestId = (): string => `req_${randomUUID().replaceAll('-', '')}`;

/** Every error as a customer may see it. */
export const problemOf = (error: unknown, requestId: string): Problem => {
  const status = error instanceof DomainError ? statusOfCode[error.code] : undefined;
  if (!(error instanceof DomainError) || status === undefined) return toProblem(error, requestId);
  return problem({ status, code: error.code, detail: error.detail, requestId });
};

/** A problem document; to a HEAD its headers. */
export const sendProblem = (
  request: IncomingMessage,
  response: ServerResponse,
  { problem: { status, body, headers }, extra = {} }: { problem: Problem; extra?: Readonly<Record<string, string>> },
): void => {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    ...safetyHeaders,
    ...headers,
    ...extra,
    'X-Request-Id': body.requestId,
    'Content-Length': Buffer.byteLength(text),
    Connection: 'close',
  });
  response.end(request.method === 'HEAD' ? undefined : text);
};
