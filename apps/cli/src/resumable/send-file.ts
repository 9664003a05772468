import { createReadStream } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { progressBar } from '../progress.js';
import { CannotCheck, type StackAddress } from '../stack.js';
import { type ApiAnswer, askApi } from './ask-api.js';

export interface FileToSend {
  readonly file: string;
  /** For the customer. */
  readonly name: string;
  readonly sizeBytes: number;
  readonly sha256: string;
}

interface KnownUpload {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly sha256: string | null;
  readonly offset: number;
  readonly file: object | null;
}

const tus = { 'tus-resumable': '1.0.0' };
/** In a row that brought nothing further. */
const MAX_TRIES = 8;
const TRY_AGAIN_MS = 2_000;
/** Of the API's own answers those that may be another one in a moment. */
const isPassing = ({ status }: ApiAnswer): boolean => status === 409 || status === 429 || status >= 500;

const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** Sends a file in as many pieces as its connections make of it, from where an upload of the same file was left. Answers what the API says of it
 *  in the end: the file as it is sold, or why it is refused. Throws CannotCheck where it does not answer for long. */
export const sendFile = async (stack: StackAddress, path: string, file: FileToSend): Promise<ApiAnswer> => {
  const begun = await findOrBegin(stack, path, file);
  if ('status' in begun) return begun;
  const bar = progressBar('uploading', file.sizeBytes);
  try {
    return await goOn(stack, `${path}/${begun.id}`, { file, onSent: (bytes) => bar.update(bytes) });
  } finally {
    bar.stop();
  }
};

const findOrBegin = async (stack: StackAddress, path: string, file: FileToSend): Promise<KnownUpload | ApiAnswer> => {
  const listed = await askApi(stack, { method: 'GET', path });
  if (listed.status !== 200) return listed;
  const { data } = JSON.parse(listed.body) as { readonly data: readonly KnownUpload[] };
  const left = data.find(({ name, size, sha256 }) => name === file.name && size === file.sizeBytes && sha256 === file.sha256);
  if (left !== undefined) return left;
  const metadata = `filename ${base64(file.name)},sha256 ${base64(file.sha256)}`;
  const headers = { ...tus, 'upload-length': file.sizeBytes, 'upload-metadata': metadata };
  const made = await askApi(stack, { method: 'POST', path, headers });
  return made.status === 201 ? (JSON.parse(made.body) as KnownUpload) : made;
};

interface Sending {
  readonly file: FileToSend;
  readonly onSent: (bytes: number) => void;
}

const goOn = async (stack: StackAddress, path: string, sending: Sending): Promise<ApiAnswer> => {
  let furthest = -1;
  for (let left = MAX_TRIES; left > 0; left -= 1) {
    const { answer, offset } = await step(stack, path, sending);
    if (answer !== undefined) return answer;
    if (offset > furthest) left = MAX_TRIES;
    else await sleep(TRY_AGAIN_MS);
    furthest = Math.max(furthest, offset);
  }
  throw new CannotCheck('the API takes nothing more of the file; the same command goes on later');
};

interface Step {
  /** The last one: of the file as it is sold, or why it is refused. */
  readonly answer?: ApiAnswer;
  /** Where the upload was before. */
  readonly offset: number;
}

const step = async (stack: StackAddress, path: string, sending: Sending): Promise<Step> => {
  const known = await tried(() => askApi(stack, { method: 'GET', path }));
  if (known.status !== 200) return isPassing(known) ? { offset: -1 } : { answer: known, offset: -1 };
  const { offset, file: sold } = JSON.parse(known.body) as KnownUpload;
  if (sold !== null) return { answer: { ...known, body: JSON.stringify(sold) }, offset };
  const sent = await tried(() => askApi(stack, piece(path, offset, sending)));
  return sent.status === 204 || isPassing(sent) ? { offset } : { answer: sent, offset };
};

const piece = (path: string, offset: number, { file, onSent }: Sending) => {
  let sentBytes = offset;
  const bytes = createReadStream(file.file, { start: offset, highWaterMark: 2 ** 20 }).on('data', (chunk) => {
    sentBytes += chunk.length;
    onSent(sentBytes);
  });
  const headers = {
    ...tus,
    'content-type': 'application/offset+octet-stream',
    'content-length': file.sizeBytes - offset,
    'upload-offset': offset,
  };
  return { method: 'PATCH', path, headers, bytes };
};

/** A connection that broke is one that may be better in a moment. */
const tried = async (ask: () => Promise<ApiAnswer>): Promise<ApiAnswer> => {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof CannotCheck)) throw error;
    return { status: 503, headers: {}, body: '' };
  }
};
