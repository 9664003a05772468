import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { derivedId, newId } from '@tollgate/crypto';
import type { Cause, FoundIdempotencyRecord, IdempotencyRecord } from '@tollgate/order-log';
import type { FastifyRequest } from 'fastify';
import type { Caller } from '../api-keys/api-keys.repository.js';
import { awaitOutcome } from './answer-deadline.guard.js';

/** How often a command was sent: for the first time, or again under the same Idempotency-Key. */
export interface Attempt {
  /** What is to be appended with the command's first event; undefined where it came without a key. */
  readonly record?: IdempotencyRecord | undefined;
  /** What the key was used for already: the command is not executed but answered again. */
  readonly found?: FoundIdempotencyRecord | undefined;
}

/** A uuid for what a command makes: the same for every repetition under its key. */
export const idFor = (what: string, { record }: Attempt): string =>
  record === undefined ? newId() : derivedId(what, record.merchant, record.mode, record.key, record.fingerprint);

/** A request as guard and interceptors leave it. */
export interface CallerRequest extends FastifyRequest {
  caller: Caller;
  /** Of the span that handles the request; set by `TracingInterceptor`. */
  traceparent: string | undefined;
  /** Set by `IdempotencyInterceptor`. */
  attempt: Attempt;
}

/** Who asks, and under which names. */
export interface RequestContext {
  readonly caller: Caller;
  readonly requestId: string;
  readonly traceparent: string | undefined;
  readonly attempt: Attempt;
  /** Called once what the request asks for is recorded: its answer may take as long as its outcome from now on. */
  readonly onRecorded?: () => void;
}

export const contextOf = (request: CallerRequest): RequestContext => ({
  caller: request.caller,
  requestId: request.id,
  traceparent: request.traceparent,
  attempt: request.attempt,
  onRecorded: () => awaitOutcome(request),
});

/** Hands a controller's method the `RequestContext`. */
export const Context = createParamDecorator(
  (_: unknown, host: ExecutionContext): RequestContext => contextOf(host.switchToHttp().getRequest<CallerRequest>()),
);

/** The cause that a merchant's command is, with the key it runs under. */
export const causeOfCommand = ({ caller, requestId, traceparent, attempt }: RequestContext): Cause => ({
  id: attempt.record?.id ?? newId(),
  hash: '',
  correlation: requestId,
  traceparent,
  on: caller.actor,
  ...(attempt.record === undefined ? {} : { idempotencyRecords: [attempt.record] }),
});
