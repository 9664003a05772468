import { get, request, sendBytes } from './client.js';
import { ApiProblem, isPassing, problemOf } from './problem.js';
import { nextWait, pause } from './until-done.js';

export interface KnownUpload {
  readonly id: string;
  /** So many bytes are here for good. */
  readonly offset: number;
  /** As it is sold, once all of it came and was checked. */
  readonly file: object | null;
}

/** sending: bytes go out. waiting: the line is cut, or the server busy. checking: all of it is there, and the server reads it. */
export type UploadPhase = 'sending' | 'waiting' | 'checking';

export interface UploadProgress {
  /** Under which name it can be gone on with. */
  readonly onBegun: (id: string) => void;
  readonly onSent: (bytes: number) => void;
  readonly onPhase: (phase: UploadPhase) => void;
}

interface Sending {
  readonly file: File;
  /** Of an upload of the same file that was broken off. */
  readonly id?: string | undefined;
  readonly progress: UploadProgress;
  /** Gives it up for now: what came stays. */
  readonly signal: AbortSignal;
}

const tus = { 'tus-resumable': '1.0.0' };

/** Of the user's own disk: gone, or changed, since it was chosen. */
const unreadable: ApiProblem = new ApiProblem({ status: 0, code: 'file_unreadable' });

/** Sends a file in as many pieces as its connections make of it, from where an upload of it was broken off. Ends once it is sold, or was given up for
 *  now. Throws ApiProblem for what no other try makes better. Source: tus.io, protocol 1.0. */
export const sendFile = async (path: string, sending: Sending): Promise<void> => {
  const { file, progress, signal } = sending;
  let upload = await findOrBegin(path, sending);
  for (let waitMs = 0; upload?.file === null && !signal.aborted; ) {
    const at: string = `${path}/${upload.id}`;
    const { offset } = upload;
    progress.onSent(offset);
    const next: KnownUpload | undefined = await passing(async () => {
      if (offset < file.size) await sendRest(at, offset, sending);
      progress.onPhase('checking');
      return await get<KnownUpload>(at, signal);
    });
    if (next !== undefined) waitMs = 0;
    if (next === undefined) {
      waitMs = nextWait(waitMs);
      await rest(waitMs, upload.offset >= file.size ? 'checking' : 'waiting', sending);
    }
    upload = next ?? (await passing(() => get<KnownUpload>(at, signal))) ?? upload;
  }
};

const rest = async (ms: number, phase: UploadPhase, { file, progress, signal }: Sending): Promise<void> => {
  progress.onPhase(phase);
  await pause(ms, signal);
  await file
    .slice(0, 1)
    .arrayBuffer()
    .catch(() => {
      throw unreadable;
    });
};

const sendRest = (path: string, offset: number, { file, progress, signal }: Sending): Promise<void> => {
  progress.onPhase('sending');
  return sendBytes(path, {
    method: 'PATCH',
    bytes: file.slice(offset, file.size, 'application/offset+octet-stream'),
    headers: { ...tus, 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset) },
    onProgress: (sent) => progress.onSent(offset + sent),
    signal,
  });
};

const findOrBegin = async (path: string, { file, id, progress, signal }: Sending): Promise<KnownUpload | undefined> => {
  const known = id === undefined ? undefined : await findLeft(`${path}/${id}`, signal);
  const upload = known ?? (await begin(path, file));
  progress.onBegun(upload.id);
  return upload;
};

const begin = async (path: string, { name, size }: File): Promise<KnownUpload> => {
  const headers = { ...tus, 'upload-length': String(size), 'upload-metadata': `filename ${base64Of(name)}` };
  return (await request<KnownUpload>(path, { method: 'POST', headers })).body;
};

/** Undefined where it is no more: it expired, or was given up. */
const findLeft = async (path: string, signal: AbortSignal): Promise<KnownUpload | undefined> => {
  try {
    return await get<KnownUpload>(path, signal);
  } catch (error) {
    const { status } = problemOf(error);
    if (status === 404 || status === 422) return undefined;
    throw error;
  }
};

/** Undefined where another try may do better. */
const passing = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
  try {
    return await work();
  } catch (error) {
    const isOfServer = error instanceof ApiProblem && error !== unreadable;
    const isGivenUp = error instanceof DOMException && error.name === 'AbortError';
    if (isGivenUp || (isOfServer && (isPassing(error.problem) || error.problem.status === 409))) return undefined;
    throw error;
  }
};

const base64Of = (text: string): string => btoa(String.fromCharCode(...new TextEncoder().encode(text)));
