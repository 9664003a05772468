import { ApiProblem } from '../../api/problem.js';

/** A file that came whole. */
export interface ReceivedFile {
  readonly content: Blob;
  readonly name: string;
  /** Of the journal that are in it; undefined where the server does not say. */
  readonly entries: number | undefined;
}

/** How far a file has come. */
export interface Progress {
  readonly bytes: number;
  /** To come in all. */
  readonly entries: number | undefined;
}

/** So much is handed to the browser at once, which may keep it outside memory. */
const pieceBytes = 8_000_000;

const nameIn = (headers: Headers): string =>
  /filename="([^"]+)"/.exec(headers.get('content-disposition') ?? '')?.[1] ?? 'journal';

const entriesIn = (headers: Headers): number | undefined => {
  const text = headers.get('x-export-entries') ?? '';
  return /^\d+$/.test(text) ? Number(text) : undefined;
};

const wasCut = (requestId: string | null): ApiProblem =>
  new ApiProblem({ status: 0, code: 'file_cut', ...(requestId === null ? {} : { requestId }) });

const read = async (
  reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>,
  onBytes: (bytes: number) => void,
): Promise<readonly Blob[]> => {
  const whole: Blob[] = [];
  let open: Uint8Array<ArrayBuffer>[] = [];
  let openBytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return [...whole, new Blob(open)];
    open.push(value);
    openBytes += value.length;
    onBytes(value.length);
    if (openBytes >= pieceBytes) {
      whole.push(new Blob(open));
      open = [];
      openBytes = 0;
    }
  }
};

/** Takes a file as it comes. Throws ApiProblem `file_cut` where it broke off: then there is no file, for half of a journal looks like one. */
export const receiveFile = async (
  { headers, body }: Response,
  onProgress: (progress: Progress) => void,
): Promise<ReceivedFile> => {
  const requestId = headers.get('x-request-id');
  if (body === null) throw wasCut(requestId);
  const entries = entriesIn(headers);
  const sum = { bytes: 0 };
  onProgress({ bytes: 0, entries });
  try {
    const pieces = await read(body.getReader(), (bytes) => {
      sum.bytes += bytes;
      onProgress({ bytes: sum.bytes, entries });
    });
    return { content: new Blob([...pieces], { type: headers.get('content-type') ?? '' }), name: nameIn(headers), entries };
  } catch (error) {
    // Whoever gave it up knows.
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw wasCut(requestId);
  }
};
