import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { DomainError, type Problem, problem } from '@tollgate/errors';
import { toProblem } from '@tollgate/service';
import { enSentences } from '../pages/words/en.data.js';
import { safetyHeaders } from './safety-headers.data.js';

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
  being_prepared: 503,
  preparation_failed: 503,
};

/** Seconds until the same request may be answered otherwise. Whoever fetched too often waits for a new link, and the
 *  merchant has to do something about a copy that cannot be made. */
const retryAfterOfCode: Readonly<Record<string, number>> = {
  too_many_parallel: 5,
  too_many_bytes: 3_600,
  being_prepared: 5,
  preparation_failed: 3_600,
};

/** An address asks more often than it may. */
export class TooManyRequests extends DomainError {
  constructor(
    readonly retryAfterSeconds: number,
    detail: string,
  ) {
    super('too_many_requests', undefined, detail);
  }
}

/** None of the bytes that were asked for is in the file. Source: RFC 9110 §15.5.17. */
export class RangeNotSatisfiable extends DomainError {
  constructor(readonly sizeBytes: number) {
    super('range_not_satisfiable');
  }
}

const headersOf = (error: DomainError): Readonly<Record<string, string>> => {
  const seconds = error instanceof TooManyRequests ? error.retryAfterSeconds : retryAfterOfCode[error.code];
  return {
    ...(seconds === undefined ? {} : { 'retry-after': String(seconds) }),
    ...(error instanceof RangeNotSatisfiable ? { 'content-range': `bytes */${error.sizeBytes}` } : {}),
  };
};

export const newRequestId = (): string => `req_${randomUUID().replaceAll('-', '')}`;

/** Every error as a customer may see it. */
export const problemOf = (error: unknown, requestId: string): Problem => {
  const status = error instanceof DomainError ? statusOfCode[error.code] : undefined;
  if (!(error instanceof DomainError) || status === undefined) return toProblem(error, requestId);
  const { code, detail } = error;
  const { headers, ...rest } = problem({ status, code, detail, requestId });
  return { ...rest, headers: { ...headers, ...headersOf(error) } };
};

/** The same of a link, with the words of its page where the refusal has none of its own. */
export const linkProblemOf = (error: unknown, requestId: string): Problem => {
  const refused = problemOf(error, requestId);
  const [, text] = enSentences[refused.body.code] ?? [];
  const isExplained = error instanceof DomainError && error.detail !== undefined;
  return text === undefined || isExplained ? refused : { ...refused, body: { ...refused.body, detail: text } };
};

/** A problem document, or the page that says the same to people; to a HEAD its headers. */
export const sendProblem = (
  request: IncomingMessage,
  response: ServerResponse,
  { problem, page, extra = {} }: ShownProblem,
): void => {
  const { status, body, headers } = problem;
  const text = page?.html ?? JSON.stringify(body);
  const { 'content-type': type, ...others } = headers;
  response.writeHead(status, {
    ...(page?.headers ?? { ...safetyHeaders, 'Content-Type': type }),
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
  /** Undefined for programs. */
  readonly page?: WrittenPage | undefined;
  readonly extra?: Readonly<Record<string, string>>;
}

export interface WrittenPage {
  readonly html: string;
  readonly headers: Readonly<Record<string, string>>;
}
