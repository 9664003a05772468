import { createHash } from 'node:crypto';
import { createReadStream, type Stats, statSync } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { progressBar } from '../progress.js';
import { type ApiAnswer, type ApiRequest, askApi } from '../resumable/ask-api.js';
import { cannotRead, readOrThrow } from '../resumable/read-file.js';
import { type FileToSend, sendFile } from '../resumable/send-file.js';
import { CannotCheck, findStack } from '../stack.js';

export interface UploadOptions {
  readonly description?: string;
  readonly name?: string;
}

interface Upload {
  readonly file: string;
  readonly sizeBytes: number;
  readonly sha256: string;
}

const sha256Of = async (file: string, sizeBytes: number): Promise<string> => {
  const hash = createHash('sha256');
  const bar = progressBar('reading', sizeBytes);
  let read = 0;
  try {
    for await (const chunk of createReadStream(file, { highWaterMark: 2 ** 20 })) {
      hash.update(chunk);
      read += chunk.length;
      bar.update(read);
    }
  } catch (cause) {
    return cannotRead(file, cause);
  } finally {
    bar.stop();
  }
  return hash.digest('hex');
};

/** A file that can be uploaded, read to its end once: before anything is asked of the API, so that a mistake leaves no good without files.
 *  Throws CannotCheck for what is no file, is empty, or cannot be read. */
const uploadOf = async (file: string): Promise<Upload> => {
  const stats = readOrThrow(file, statSync) as Stats;
  if (stats.isDirectory()) throw new CannotCheck(`${file} is a folder: name one file`);
  if (!stats.isFile()) throw new CannotCheck(`${file} is no file`);
  if (stats.size === 0) throw new CannotCheck(`${file} is empty: there is nothing to download in it`);
  return { file, sizeBytes: stats.size, sha256: await sha256Of(file, stats.size) };
};

const TRY_AGAIN_MS = 2_000;

const isGood = ({ status }: ApiAnswer): boolean => status < 300;

interface SoldFile {
  readonly name: string;
  readonly sha256: string;
}

/** The file as the good has it already: an earlier call may have been given up while the store was still checking what it sent. */
const soldAlready = ({ body }: ApiAnswer, name: string, sha256: string): object | undefined =>
  (JSON.parse(body) as { readonly files: readonly SoldFile[] }).files.find(
    (file) => file.name === name && file.sha256 === sha256,
  );

const send = async (path: string, file: FileToSend & { readonly description: string }): Promise<ApiAnswer> => {
  const stack = findStack();
  const good = { kind: 'digital', description: file.description };
  const made = await askApi(stack, { method: 'PUT', path, json: good });
  if (!isGood(made)) return made;
  const sold = soldAlready(made, file.name, file.sha256);
  if (sold !== undefined) return { ...made, body: JSON.stringify(sold) };
  const api = { ask: (asked: ApiRequest) => askApi(stack, asked), pause: () => sleep(TRY_AGAIN_MS) };
  return sendFile(api, `${path}/uploads`, file);
};

/** `tollgate goods upload <sku> <file>`: makes the good when it is new, then sends the file, from where an earlier call was broken off; the store
 *  checks the SHA-256. Answers 1 where the API refuses it. Throws CannotCheck for what cannot be uploaded, and where the API does not answer. */
export const goodsUpload = async (sku: string, file: string, options: UploadOptions): Promise<number> => {
  const upload = await uploadOf(file);
  const path = `/v1/goods/${encodeURIComponent(sku)}`;
  const answer = await send(path, { ...upload, name: options.name ?? basename(file), description: options.description ?? sku });
  console[isGood(answer) ? 'log' : 'error'](
    isGood(answer) ? `✓ ${sku}: ${answer.body}` : `✗ answered ${answer.status}: ${answer.body}`,
  );
  return isGood(answer) ? 0 : 1;
};
