import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import { finished, type Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { Injectable } from '@nestjs/common';
import {
  decode,
  OpenUploadRequestSchema,
  OpenUploadResponseSchema,
  type PinnedFile,
  PinnedFileSchema,
  requests,
} from '@tollgate/contracts';
import { DomainError, TransientError } from '@tollgate/errors';
import { Requests } from '@tollgate/messaging';
import { explain } from '../validation/explanations.data.js';

export interface FileToStore {
  readonly merchant: string;
  readonly sku: string;
  readonly name: string;
  /** Of the whole file, where the merchant said it. */
  readonly length?: string | undefined;
  /** SHA-256, hexadecimal, where the merchant said it. */
  readonly checksum?: string | undefined;
}

/** Neither side may be silent for longer. */
const idleMs = 60_000;

/** esd-delivery's store of files: bytes go straight through to a place that it opens for one upload. */
@Injectable()
export class FileStore {
  constructor(private readonly requests: Requests) {}

  /** The file as it was stored. Throws the store's Refusals (no such good, `checksum_mismatch`), or TransientError when either connection broke:
   *  then nothing was stored. */
  async put({ merchant, sku, name, length, checksum }: FileToStore, bytes: Readable): Promise<PinnedFile> {
    const wish = { merchant, sku, fileName: name };
    const { url } = await this.requests.request(requests.openUpload, OpenUploadRequestSchema, OpenUploadResponseSchema, wish);
    const headers = {
      ...(length === undefined ? {} : { 'content-length': length }),
      ...(checksum === undefined ? {} : { 'x-checksum-sha256': checksum }),
    };
    return decode(PinnedFileSchema, await sendBytes(url, headers, bytes));
  }
}

/** Streams bytes to a place that esd-delivery opened for them, and answers what it says of them. Throws its DomainErrors, or a TransientError when
 *  either connection broke. */
export const sendBytes = async (url: string, headers: Readonly<Record<string, string>>, bytes: Readable): Promise<string> => {
  const answer = await send(url, headers, bytes);
  if (answer.status === 200 || answer.status === 201) return answer.body;
  throw refusedBy(answer);
};

/** Kept open by the store while we send, also when it has refused already: closed, the refusal would be lost with the connection. */
const agent = new Agent({ keepAlive: true, maxFreeSockets: 0 });

interface StoreAnswer {
  readonly status: number;
  readonly body: string;
}

/** The store's answer, which may come (a refusal) before it has taken everything. */
const send = async (url: string, headers: Readonly<Record<string, string>>, bytes: Readable): Promise<StoreAnswer> => {
  const outgoing = httpRequest(url, { method: 'PUT', headers, agent });
  try {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      outgoing.once('response', resolve);
      outgoing.on('error', reject);
      outgoing.setTimeout(idleMs, () => outgoing.destroy(new Error('the store is silent')));
      finished(bytes, { writable: false }, (error) => error && outgoing.destroy(error));
      bytes.pipe(outgoing);
    });
    return { status: response.statusCode ?? 0, body: await text(response) };
  } catch (cause) {
    throw new TransientError('the upload broke off', { cause });
  } finally {
    bytes.unpipe(outgoing);
    dropTheRest(bytes);
    if (!outgoing.writableFinished) outgoing.destroy();
  }
};

const maxDroppedBytes = 16_777_216;

/** Lets a sender who is still busy come to the answer; one with very much left is cut off. */
const dropTheRest = (bytes: Readable): void => {
  let droppedBytes = 0;
  bytes.on('data', (chunk: Buffer) => {
    droppedBytes += chunk.length;
    if (droppedBytes > maxDroppedBytes) bytes.destroy();
  });
  bytes.resume();
};

/** The store speaks in problem documents, as all of us do. */
export const refusedBy = ({ status, body }: StoreAnswer): Error => {
  const { code, field, detail } = readProblem(body);
  if (status >= 400 && status < 500 && code !== undefined) return new DomainError(code, field, detail ?? explain(code));
  return new TransientError(`the store answered with ${status}`);
};

const readProblem = (body: string): { readonly code?: string; readonly field?: string; readonly detail?: string } => {
  try {
    return JSON.parse(body);
  } catch {
    return {};
  }
};
