import { createHash } from 'node:crypto';
import { createReadStream, readFileSync, type Stats, statSync } from 'node:fs';
import { request } from 'node:https';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { progressBar } from '../progress.js';
import { CannotCheck, findStack, need, type StackAddress } from '../stack.js';

export interface UploadOptions {
  readonly description?: string;
  readonly name?: string;
}

interface Sent {
  readonly status: number;
  readonly body: string;
}

interface Upload {
  readonly file: string;
  readonly sizeBytes: number;
  readonly sha256: string;
}

/** After which a connection on which nothing moves is given up. */
const SILENT_MS = 60_000;

const put = (stack: StackAddress, path: string, headers: Record<string, string | number>) => {
  const answered = Promise.withResolvers<Sent>();
  const sent = request(
    new URL(path, need(stack, 'apiUrl')),
    {
      method: 'PUT',
      ca: readOrThrow(need(stack, 'caFile'), readFileSync),
      headers: { authorization: `Bearer ${need(stack, 'apiKey')}`, ...headers },
    },
    (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => {
        body += text;
      });
      response.on('end', () => answered.resolve({ status: response.statusCode ?? 0, body }));
      response.on('error', failed);
    },
  );
  const failed = (cause: Error) => answered.reject(new CannotCheck('the API does not answer', { cause }));
  sent.on('error', failed);
  sent.setTimeout(SILENT_MS, () => sent.destroy(new Error(`nothing moved for ${SILENT_MS / 1_000} s`)));
  return { sent, answered: answered.promise };
};

const cannotRead = (file: string, cause: unknown): never => {
  const { code } = cause as NodeJS.ErrnoException;
  throw code === 'ENOENT' ? new CannotCheck(`${file} is not there`) : new CannotCheck(`${file} cannot be read`, { cause });
};

const readOrThrow = <T>(file: string, read: (file: string) => T): T => {
  try {
    return read(file);
  } catch (cause) {
    return cannotRead(file, cause);
  }
};

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

const uploadBytes = async (stack: StackAddress, path: string, { file, sizeBytes, sha256 }: Upload): Promise<Sent> => {
  const { sent, answered } = put(stack, path, {
    'content-type': 'application/octet-stream',
    'content-length': sizeBytes,
    'x-checksum-sha256': sha256,
  });
  const bar = progressBar('uploading', sizeBytes);
  let read = 0;
  const source = createReadStream(file, { highWaterMark: 2 ** 20 }).on('data', (chunk) => {
    read += chunk.length;
    bar.update(read);
  });
  try {
    pipeline(source, sent).catch((cause: Error) => sent.destroy(cause)); // `answered` is rejected then, unless a refusal came before
    return await answered;
  } finally {
    bar.stop();
    sent.destroy();
  }
};

/** `tollgate goods upload <sku> <file>`: makes the good when it is new, then streams the file; the store checks the
 *  SHA-256. Answers 1 where the API refuses it. Throws CannotCheck for what cannot be uploaded, and where the API does not answer. */
export const goodsUpload = async (sku: string, file: string, options: UploadOptions): Promise<number> => {
  const upload = await uploadOf(file);
  const stack = findStack();
  const good = JSON.stringify({ kind: 'digital', description: options.description ?? sku });
  const { sent, answered } = put(stack, `/v1/goods/${encodeURIComponent(sku)}`, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(good),
  });
  sent.end(good);
  const made = await answered;
  const name = options.name ?? basename(file);
  const answer =
    made.status < 300
      ? await uploadBytes(stack, `/v1/goods/${encodeURIComponent(sku)}/files/${encodeURIComponent(name)}`, upload)
      : made;
  const isDone = answer.status < 300;
  console[isDone ? 'log' : 'error'](isDone ? `✓ ${sku}: ${answer.body}` : `✗ answered ${answer.status}: ${answer.body}`);
  return isDone ? 0 : 1;
};
