import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorOf, type ProblemBody } from '../client/errors.js';
import type { Fetch } from '../client/fetch.js';
import { nextTry, type Outcome } from '../client/next-try.js';
import { type AnswerKind, kindOf } from './answer-kind.js';
import { DownloadError } from './download-error.js';
import { PartFile } from './part-file.js';

export interface Progress {
  readonly receivedBytes: number;
  readonly totalBytes: number | undefined;
}

export interface DownloadOptions {
  /** In hex, as the order tells it; it tells none of a copy that is made for its buyer. With it a download that an earlier process began is
   *  gone on with. */
  readonly sha256?: string | null;
  readonly onProgress?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
  /** Tries in a row that bring nothing; 6 unless given. */
  readonly maxIdleTries?: number;
  /** How long a connection may be silent; 30 s unless given. */
  readonly silenceMs?: number;
  readonly fetch?: Fetch;
  readonly now?: () => number;
}

export interface Download {
  readonly path: string;
  readonly sizeBytes: number;
  readonly sha256: string;
}

interface Fetching {
  readonly fileUrl: string;
  readonly part: PartFile;
  readonly fetch: Fetch;
  readonly options: Omit<DownloadOptions, 'sha256'> & { readonly sha256: string | undefined };
  /** The strong tag of the bytes that are there. */
  etag: string | undefined;
  totalBytes: number | undefined;
}

const policy = { longestWaitMs: 120_000, patienceMs: 0 };
const silenceMs = 30_000;
const maxIdleTries = 6;

/** The file behind a page's address; the address of a file is one already. */
const fileUrlOf = (url: string): string => (new URL(url).pathname.endsWith('/file') ? url : `${url.replace(/\/$/, '')}/file`);

/** Fetches a file by the link of its page or its own, and goes on where it breaks off. It comes to its place only when it is whole, and, where
 *  `sha256` is given, when it is the right one. Throws TollgateError where the link is closed or none, DownloadError else. */
export const download = async (url: string, to: string, { sha256, ...others }: DownloadOptions = {}): Promise<Download> => {
  const options = { ...others, sha256: sha256 ?? undefined };
  // Whose part that is nobody can tell without a digest.
  if (options.sha256 === undefined) await rm(`${to}.part`, { force: true });
  const part = await PartFile.open(to);
  const etag = options.sha256 === undefined ? undefined : `"${options.sha256.toLowerCase()}"`;
  const fetching: Fetching = {
    fileUrl: fileUrlOf(url),
    part,
    fetch: options.fetch ?? fetch,
    options,
    etag,
    totalBytes: undefined,
  };
  try {
    await fetchAll(fetching);
  } catch (error) {
    await part.leave();
    throw error;
  }
  return settle(fetching, to);
};

const settle = async ({ part, options: { sha256: wanted } }: Fetching, to: string): Promise<Download> => {
  const sha256 = await part.digest();
  if (wanted !== undefined && sha256 !== wanted.toLowerCase()) {
    await part.drop();
    throw new DownloadError('wrong_digest', 'what came is not the file that was bought');
  }
  await part.finish();
  return { path: to, sizeBytes: part.sizeBytes, sha256 };
};

const fetchAll = async (fetching: Fetching): Promise<void> => {
  const { part, options } = fetching;
  const { now = Date.now } = options;
  for (let idleTries = 1; ; idleTries += 1) {
    const before = part.sizeBytes;
    const result = await fetchOnce(fetching);
    if (result === 'complete') return;
    options.signal?.throwIfAborted();
    if (part.sizeBytes > before) idleTries = 1;
    const tried = { tries: idleTries, elapsedMs: 0, nowMs: now(), chance: randomBytes(1).readUInt8() / 255 };
    const waitMs = nextTry(result.outcome, tried, { ...policy, maxRetries: options.maxIdleTries ?? maxIdleTries });
    if (waitMs === undefined) throw result.error;
    await sleep(waitMs, undefined, options.signal === undefined ? {} : { signal: options.signal });
  }
};

type Failure = { readonly outcome: Outcome; readonly error: unknown };

/** One request, and as much of its answer as comes. */
const fetchOnce = async (fetching: Fetching): Promise<'complete' | Failure> => {
  const { part, fileUrl, options } = fetching;
  const silence = watchSilence(options.silenceMs ?? silenceMs);
  const signal = options.signal === undefined ? silence.signal : AbortSignal.any([options.signal, silence.signal]);
  try {
    const answer = await fetching.fetch(fileUrl, { redirect: 'error', headers: headersFor(fetching), signal });
    const { status, headers } = answer;
    const kind = kindOf(
      { status, contentLength: headers.get('content-length'), contentRange: headers.get('content-range') },
      part.sizeBytes,
    );
    if (kind.kind !== 'whole' && kind.kind !== 'rest') return await withoutBytes(kind, answer, part);
    if (kind.kind === 'whole') await part.empty();
    fetching.totalBytes = kind.totalBytes;
    fetching.etag = headers.get('etag') ?? undefined;
    await take(answer, fetching, silence.heard);
    if (kind.totalBytes === undefined || part.sizeBytes === kind.totalBytes) return 'complete';
    return broken(new Error(`${part.sizeBytes} of ${kind.totalBytes} bytes came`));
  } catch (error) {
    return broken(error);
  } finally {
    silence.end();
  }
};

/** The rest only of the very bytes that are there: without a strong tag nothing is known of them. */
const headersFor = ({ part, etag }: Fetching): Readonly<Record<string, string>> =>
  part.sizeBytes > 0 && etag !== undefined
    ? { accept: '*/*', 'accept-encoding': 'identity', range: `bytes=${part.sizeBytes}-`, 'if-range': etag }
    : { accept: '*/*', 'accept-encoding': 'identity' };

const take = async (answer: Response, { part, options, totalBytes }: Fetching, heard: () => void): Promise<void> => {
  if (answer.body === null) return;
  for await (const bytes of answer.body) {
    heard();
    await part.append(bytes);
    options.onProgress?.({ receivedBytes: part.sizeBytes, totalBytes });
  }
};

const broken = (cause: unknown): Failure => ({
  outcome: { kind: 'nothing' },
  error: new DownloadError('broken', 'the file did not come whole; call again to go on', cause),
});

const withoutBytes = async (kind: AnswerKind, answer: Response, part: PartFile): Promise<'complete' | Failure> => {
  const text = await answer.text();
  if (kind.kind === 'complete') return 'complete';
  if (kind.kind === 'restart') {
    await part.empty();
    return broken(new Error('what was there is of another file'));
  }
  const error = errorOf(answer.status, problemIn(text));
  return { error, outcome: { kind: 'answer', status: answer.status, code: '', retryAfter: answer.headers.get('retry-after') } };
};

const problemIn = (text: string): ProblemBody => {
  try {
    return JSON.parse(text) as ProblemBody;
  } catch {
    return {}; // a page, from what stands before the gateway
  }
};

/** A signal that ends what has been silent for too long. */
const watchSilence = (mostMs: number) => {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new Error(`nothing came for ${mostMs} ms`)), mostMs);
  return { signal: controller.signal, heard: () => void timer.refresh(), end: () => clearTimeout(timer) };
};
