import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { headers, type Msg, type MsgHdrs } from '@nats-io/transport-node';
import { DomainError, TransientError } from '@tollgate/errors';

/** Marks an answer that is none. The body is JSON: a refusal's code, field and detail; otherwise nothing, as a
 *  defect's text may hold what must not leave the service. */
export const errorHeader = 'Tollgate-Error';
export const requestIdHeader = 'x-request-id';
export const traceparentHeader = 'traceparent';
const encodingHeader = 'Tollgate-Encoding';
/** Says that whoever asks can read a compressed answer: one of an earlier release cannot. */
export const acceptHeader = 'Tollgate-Accept-Encoding';
export const gzipEncoding = 'gzip';
/** Characters from which on an answer travels compressed: the bus carries 1 MiB at most, and a year of reports by day is larger. */
const COMPRESSED_FROM = 128 * 1024;
/** Bytes of the longest answer that is read. */
const MOST_UNPACKED = 32 * 1024 * 1024;

const compress = promisify(gzip);
const decompress = promisify(gunzip);

/** The answer as it travels. */
export const packAnswer = async (
  text: string,
  { headers: asked }: Msg,
): Promise<{ readonly body: string | Uint8Array; readonly headers?: MsgHdrs }> => {
  if (text.length < COMPRESSED_FROM || asked?.get(acceptHeader) !== gzipEncoding) return { body: text };
  const made = headers();
  made.set(encodingHeader, gzipEncoding);
  return { body: await compress(text, { level: 1 }), headers: made };
};

/** The answer as it was before it was packed. Throws RangeError (`ERR_BUFFER_TOO_LARGE`) where it is longer than any that is made. */
export const unpackAnswer = async (message: Msg): Promise<string> =>
  message.headers?.get(encodingHeader) === gzipEncoding
    ? String(await decompress(message.data, { maxOutputLength: MOST_UNPACKED }))
    : message.string();

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
