import { request as httpRequest, type IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import {
  decode,
  OpenUploadRequestSchema,
  OpenUploadResponseSchema,
  type PinnedFile,
  PinnedFileSchema,
  requests,
} from '@tollgate/contracts';
import { Requests } from '@tollgate/messaging';
import { Fault, Refusal } from '@tollgate/order';

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

  /** The file as it was stored. Throws the store's Refusals (no such good, `checksum_mismatch`), or Fault when either connection broke:
   *  then nothing was stored. */
  async put({ merchant, sku, name, length, checksum }: FileToStore, bytes: Readable): Promise<PinnedFile> {
    const wish = { merchant, sku, fileName: name };
    const { url } = await this.requests.request(requests.openUpload, OpenUploadRequestSchema, OpenUploadResponseSchema, wish);
    const headers = {
      ...(length === undefined ? {} : { 'content-length': length }),
      ...(checksum === undefined ? {} : { 'x-checksum-sha256': checksum }),
    };
    const response = await send(url, headers, bytes);
    const body = await text(response);
    if (response.statusCode === 200 || response.statusCode === 201) return decode(PinnedFileSchema, body);
    throw refusedUpload(response.statusCode, body);
  }
}

const send = async (url: string, headers: Record<string, string>, bytes: Readable): Promise<IncomingMessage> => {
  const outgoing = httpRequest(url, { method: 'PUT', headers, agent: false });
  outgoing.setTimeout(idleMs, () => outgoing.destroy(new Error('the store is silent')));
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    outgoing.once('response', resolve);
    outgoing.once('error', reject);
  });
  try {
    // The store may answer (a refusal) before it has taken everything.
    await Promise.race([answered, pipeline(bytes, outgoing).then(() => answered)]);
    return await answered;
  } catch (cause) {
    throw new Fault('the upload broke off', { cause });
  }
};

/** The store speaks in problem documents, as all of us do. */
const refusedUpload = (status: number | undefined, body: string): Error => {
  const { code, field, detail } = readProblem(body);
  if (status !== undefined && status >= 400 && status < 500 && code !== undefined) return new Refusal(code, field, detail);
  return new Fault(`the store answered an upload with ${status}`);
};

const readProblem = (body: string): { readonly code?: string; readonly field?: string; readonly detail?: string } => {
  try {
    return JSON.parse(body);
  } catch {
    return {};
  }
};
