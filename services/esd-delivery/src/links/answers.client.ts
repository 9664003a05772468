import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { DomainError, type Problem, problem } from '@tollgate/errors';
import { toProblem } from '@tollgate/service';
import { problemPage } from './page.js';
import { pageHeaders } from './page-headers.client.js';
import { safetyHeaders } from './safety-headers.data.js';
import { sentences } from './sentences.data.js';

const statusOfCode: Readonly<Record<string, number>> = {
  already_downloaded: 410,
  access_closed: 410,
  access_revoked: 410,
  link_expired: 410,
  link_replaced: 410,
  not_arrived: 409,
  precondition_failed: 412,
  range_not_satisfiable: 416,
  too_many_parallel: 429,
  too_many_bytes: 429,
  too_many_requests: 429,
};

/** Seconds until the same request may be answered otherwise. Whoever fetched too often waits for a new link. */
const retryAfterOfCode: Readonly<Record<string, number>> = { too_many_parallel: 5, too_many_bytes: 3_600 };

/** An address asks more often than it may. */
export class TooManyRequests extends DomainError {
  constructor(
    readonly retryAfterSeconds: number,
    detail: string,
  ) {
    super('too_many_requests', undefined, detail);
  }
}

export const newRequestId = (): string => `req_${randomUUID().replaceAll('-', '')}`;

/** Every error as a customer may see it. */
export const problemOf = (error: unknown, requestId: string): Problem => {
  const status = error instanceof DomainError ? statusOfCode[error.code] : undefined;
  if (!(error instanceof DomainError) || status === undefined) return toProblem(error, requestId);
  const { code, detail } = error;
  const seconds = error instanceof TooManyRequests ? error.retryAfterSeconds : retryAfterOfCode[code];
  const { headers, ...rest } = problem({ status, code, detail, requestId });
  return { ...rest, headers: seconds === undefined ? headers : { ...headers, 'retry-after': String(seconds) } };
};

/** The same of a link, with the words of its page where the refusal has none of its own. */
export const linkProblemOf = (error: unknown, requestId: string): Problem => {
  const refused = problemOf(error, requestId);
  const [, text] = sentences[refused.body.code] ?? [];
  const isExplained = error instanceof DomainError && error.detail !== undefined;
  return text === undefined || isExplained ? refused : { ...refused, body: { ...refused.body, detail: text } };
};

/** A problem document, or for people a page that says the same; to a HEAD its headers. */
export const sendProblem = (
  request: IncomingMessage,
  response: ServerResponse,
  { problem: { status, body, headers }, isForPeople = false, extra = {} }: ShownProblem,
): void => {
  const text = isForPeople ? problemPage(body.code, body.requestId) : JSON.stringify(body);
  const { 'content-type': type, ...others } = headers;
  response.writeHead(status, {
    ...(isForPeople ? pageHeaders : { ...safetyHeaders, 'Content-Type': type }),
    ...others,
    ...extra,
    'X-Request-Id': body.requestId,
    'Content-Length': Buffer.byteLength(text),
    Connection: 'close',
  });
  response.end(request.method === 'HEAD' ? undefined : text);
};

export interface ShownProblem {
  readonly problem: Problem;
  readonly isForPeople?: boolean;
  readonly extra?: Readonly<Record<string, string>>;
}
