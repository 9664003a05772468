import { createReadStream } from 'node:fs';
import { progressBar } from '../progress.js';
import { CannotCheck } from '../stack.js';
import type { ApiAnswer, ApiRequest } from './ask-api.js';

/** The merchant API, as a file is sent to it. */
export interface Api {
  /** Throws CannotCheck where it does not answer. */
  readonly ask: (asked: ApiRequest) => Promise<ApiAnswer>;
  /** Between two tries. */
  readonly pause: () => Promise<unknown>;
}

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
/** Looks at an upload that is being checked: more than an hour of them, in which a store reads hundreds of gigabytes. */
const MAX_CHECKS = 2_000;
/** Of the API's own answers those that may be another one in a moment. */
const isPassing = ({ status }: ApiAnswer): boolean => status === 409 || status === 429 || status >= 500;

const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** Sends a file in as many pieces as its connections make of it, from where an upload of the same file was left. Answers what the API says of it
 *  in the end: the file as it is sold, or why it is refused. Throws CannotCheck where it does not answer for long. */
export const sendFile = async (api: Api, path: string, file: FileToSend): Promise<ApiAnswer> => {
  const begun = await findOrBegin(api, path, file);
  if ('status' in begun) return begun;
  const bar = progressBar('uploading', file.sizeBytes);
  try {
    return await goOn(api, `${path}/${begun.id}`, { file, onSent: (bytes) => bar.update(bytes) });
  } finally {
    bar.stop();
  }
};

const findOrBegin = async (api: Api, path: string, file: FileToSend): Promise<KnownUpload | ApiAnswer> => {
  const listed = await api.ask({ method: 'GET', path });
  if (listed.status !== 200) return listed;
  const { data } = JSON.parse(listed.body) as { readonly data: readonly KnownUpload[] };
  const left = data.find(({ name, size, sha256 }) => name === file.name && size === file.sizeBytes && sha256 === file.sha256);
  if (left !== undefined) return left;
  const metadata = `filename ${base64(file.name)},sha256 ${base64(file.sha256)}`;
  const headers = { ...tus, 'upload-length': file.sizeBytes, 'upload-metadata': metadata };
  const made = await api.ask({ method: 'POST', path, headers });
  return made.status === 201 ? (JSON.parse(made.body) as KnownUpload) : made;
};

interface Sending {
  readonly file: FileToSend;
  readonly onSent: (bytes: number) => void;
}

const goOn = async (api: Api, path: string, sending: Sending): Promise<ApiAnswer> => {
  let furthest = -1;
  let left: StepsLeft = { tries: MAX_TRIES, checks: MAX_CHECKS };
  while (left.tries > 0 && left.checks > 0) {
    const taken = await step(api, path, sending);
    if (taken.answer !== undefined) return taken.answer;
    left = leftAfter(taken, left, furthest);
    if (taken.offset <= furthest) await api.pause();
    furthest = Math.max(furthest, taken.offset);
  }
  throw new CannotCheck('the API takes nothing more of the file; the same command goes on later');
};

interface Step {
  /** The last one: of the file as it is sold, or why it is refused. */
  readonly answer?: ApiAnswer;
  /** Where the upload was before. */
  readonly offset: number;
  /** All of it came, and the store reads it once to know its digest: as long as that takes. */
  readonly isBeingChecked?: boolean;
}

interface StepsLeft {
  readonly tries: number;
  readonly checks: number;
}

const leftAfter = ({ offset, isBeingChecked }: Step, { tries, checks }: StepsLeft, furthest: number): StepsLeft => {
  if (offset > furthest) return { tries: MAX_TRIES, checks };
  return isBeingChecked ? { tries: MAX_TRIES, checks: checks - 1 } : { tries: tries - 1, checks };
};

const step = async (api: Api, path: string, sending: Sending): Promise<Step> => {
  const known = await tried(() => api.ask({ method: 'GET', path }));
  if (known.status !== 200 && isPassing(known)) return { offset: -1, isBeingChecked: await isWhole(api, path) };
  if (known.status !== 200) return { answer: known, offset: -1 };
  const { offset, file: sold } = JSON.parse(known.body) as KnownUpload;
  if (sold !== null) return { answer: { ...known, body: JSON.stringify(sold) }, offset };
  const sent = await tried(() => api.ask(piece(path, offset, sending)));
  return sent.status === 204 || isPassing(sent) ? { offset } : { answer: sent, offset };
};

/** Whether all of an upload has come: it is listed as it is, where it is answered itself only once its file was checked. */
const isWhole = async (api: Api, path: string): Promise<boolean> => {
  const cut = path.lastIndexOf('/');
  const listed = await tried(() => api.ask({ method: 'GET', path: path.slice(0, cut) }));
  if (listed.status !== 200) return false;
  const { data } = JSON.parse(listed.body) as { readonly data: readonly KnownUpload[] };
  return data.some(({ id, offset, size }) => id === path.slice(cut + 1) && offset === size);
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
