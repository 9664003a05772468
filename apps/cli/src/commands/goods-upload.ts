import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
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

const put = (stack: StackAddress, path: string, headers: Record<string, string | number>) => {
  const answered = Promise.withResolvers<Sent>();
  const sent = request(
    new URL(path, need(stack, 'apiUrl')),
    {
      method: 'PUT',
      ca: readFileSync(need(stack, 'caFile')),
      headers: { authorization: `Bearer ${need(stack, 'apiKey')}`, ...headers },
    },
    (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => {
        body += text;
      });
      response.on('end', () => answered.resolve({ status: response.statusCode ?? 0, body }));
    },
  );
  sent.on('error', answered.reject);
  return { sent, answered: answered.promise };
};

const sha256Of = async (file: string): Promise<string> => {
  const hash = createHash('sha256');
  const bar = progressBar('reading', statSync(file).size);
  let read = 0;
  for await (const chunk of createReadStream(file, { highWaterMark: 2 ** 20 })) {
    hash.update(chunk);
    read += chunk.length;
    bar.update(read);
  }
  bar.stop();
  return hash.digest('hex');
};

const uploadBytes = async (stack: StackAddress, path: string, file: string): Promise<Sent> => {
  const { size } = statSync(file);
  const sha256 = await sha256Of(file);
  const { sent, answered } = put(stack, path, {
    'content-type': 'application/octet-stream',
    'content-length': size,
    'x-checksum-sha256': sha256,
  });
  const bar = progressBar('uploading', size);
  let read = 0;
  const source = createReadStream(file, { highWaterMark: 2 ** 20 }).on('data', (chunk) => {
    read += chunk.length;
    bar.update(read);
  });
  try {
    const [answer] = await Promise.all([answered, pipeline(source, sent)]);
    return answer;
  } finally {
    bar.stop();
  }
};

/** `tollgate goods upload <sku> <file>`: makes the good when it is new, then streams the file; the store checks the
 *  SHA-256. */
export const goodsUpload = async (sku: string, file: string, options: UploadOptions): Promise<number> => {
  if (!existsSync(file)) throw new CannotCheck(`${file} is not there`);
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
      ? await uploadBytes(stack, `/v1/goods/${encodeURIComponent(sku)}/files/${encodeURIComponent(name)}`, file)
      : made;
  const isDone = answer.status < 300;
  console[isDone ? 'log' : 'error'](isDone ? `✓ ${sku}: ${answer.body}` : `✗ answered ${answer.status}: ${answer.body}`);
  return isDone ? 0 : 1;
};
