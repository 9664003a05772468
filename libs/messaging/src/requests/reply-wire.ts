import { headers, type Msg, type MsgHdrs } from '@nats-io/transport-node';
import { DomainError, TransientError } from '@tollgate/errors';

/** Marks an answer that is none. The body is JSON: a refusal's code, field and detail; otherwise nothing, as a
 *  defect's text may hold what must not leave the service. */
export const errorHeader = 'Tollgate-Error';
export const requestIdHeader = 'x-request-id';
export const traceparentHeader = 'traceparent';

export type ErrorKind = 'refusal' | 'fault' | 'defect';

export const kindOf = (error: unknown): ErrorKind => {
  if (error instanceof DomainError) return 'refusal';
  return error instanceof TransientError ? 'fault' : 'defect';
};

export interface ErrorReply {
  readonly body: string;
  readonly headers: MsgHdrs;
}

export const errorReply = (error: unknown): ErrorReply => {
  const made = headers();
  made.set(errorHeader, kindOf(error));
  const body = error instanceof DomainError ? { code: error.code, field: error.field, detail: error.detail } : {};
  return { body: JSON.stringify(body), headers: made };
};

/** Throws what the answering service threw; does nothing when the message is an answer. */
export const throwIfError = (subject: string, message: Msg): void => {
  const kind = message.headers?.get(errorHeader);
  if (!kind) return;
  if (kind === 'refusal') {
    const { code, field, detail } = message.json<{ code: string; field?: string; detail?: string }>();
    throw new DomainError(code, field, detail);
  }
  if (kind === 'fault') throw new TransientError(`${subject}: the answering service met a fault`);
  throw new Error(`${subject}: the answering service met a defect`);
};
