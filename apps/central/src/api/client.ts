import { ApiProblem, problemIn, retryAfterIn, unreachable } from './problem.js';

const base = '/central/api';

/** The token that every request but GET must bring. It comes with the session, and lives as long as this page. */
const csrf = { token: '' };
export const keepCsrfToken = (token: string): void => {
  csrf.token = token;
};

const idleMs = 60_000;
const input = { at: Date.now() };
for (const kind of ['pointerdown', 'keydown'] as const) {
  window.addEventListener(kind, () => (input.at = Date.now()), { capture: true, passive: true });
}

/** A page that is only open asks by itself, too. That shall keep no session alive. */
const background = (): Record<string, string> => (Date.now() - input.at > idleMs ? { 'x-tollgate-background': '1' } : {});

export interface RequestOptions {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

export interface Answer<T> {
  readonly status: number;
  readonly body: T;
  readonly etag: string | null;
}

const headersOf = ({ method = 'GET', body, headers }: RequestOptions): Record<string, string> => ({
  accept: 'application/json',
  ...background(),
  ...(method === 'GET' ? {} : { 'x-csrf-token': csrf.token }),
  ...(body === undefined ? {} : { 'content-type': 'application/json' }),
  ...headers,
});

const fetched = async (path: string, options: RequestOptions): Promise<Response> => {
  const { method = 'GET', body, signal } = options;
  try {
    return await fetch(`${base}${path}`, {
      method,
      headers: headersOf(options),
      credentials: 'same-origin',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    });
  } catch (error) {
    // An aborted request was given up by the page itself.
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiProblem(unreachable);
  }
};

/** What the answer says. One that breaks off says no more than one that never came. */
const textOf = async (response: Response): Promise<string> => {
  try {
    return await response.text();
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiProblem(unreachable);
  }
};

const parsed = (text: string): unknown => {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined; // no JSON: the status tells
  }
};

/** Throws ApiProblem on every answer that is no success. */
export const request = async <T>(path: string, options: RequestOptions = {}): Promise<Answer<T>> => {
  const response = await fetched(path, options);
  const body = parsed(await textOf(response));
  if (!response.ok)
    throw new ApiProblem({ ...problemIn(response.status, body), ...retryAfterIn(response.headers.get('retry-after')) });
  return { status: response.status, body: body as T, etag: response.headers.get('etag') };
};

export const get = async <T>(path: string, signal?: AbortSignal): Promise<T> =>
  (await request<T>(path, signal === undefined ? {} : { signal })).body;

/** An answer that comes piece by piece. Throws ApiProblem on every one that is no success. */
export const stream = async (path: string, signal: AbortSignal): Promise<Response> => {
  const response = await fetched(path, { headers: { accept: '*/*' }, signal });
  if (!response.ok) throw new ApiProblem(problemIn(response.status, parsed(await response.text())));
  return response;
};

/** Bytes that are sent as they are, and who hears how many of them have gone. */
export interface SentBytes {
  readonly method: 'PUT' | 'PATCH';
  readonly bytes: Blob;
  readonly headers: Readonly<Record<string, string>>;
  readonly onProgress?: (sent: number) => void;
  readonly signal?: AbortSignal;
}

/** Sends bytes of a file; fetch tells nothing of what was sent already. Throws ApiProblem on every answer that is no success. */
export const sendBytes = <T>(path: string, { method, bytes, headers, onProgress, signal }: SentBytes): Promise<T> =>
  new Promise((done, fail) => {
    const sending = new XMLHttpRequest();
    sending.open(method, `${base}${path}`);
    for (const [name, value] of Object.entries({ accept: 'application/json', 'x-csrf-token': csrf.token, ...headers }))
      sending.setRequestHeader(name, value);
    sending.upload.addEventListener('progress', ({ loaded }) => onProgress?.(loaded));
    sending.addEventListener('load', () => {
      const body = parsed(sending.responseText);
      if (sending.status >= 200 && sending.status < 300) done(body as T);
      else fail(new ApiProblem(problemIn(sending.status, body)));
    });
    for (const ended of ['error', 'abort', 'timeout']) sending.addEventListener(ended, () => fail(new ApiProblem(unreachable)));
    signal?.addEventListener('abort', () => sending.abort(), { once: true });
    sending.send(bytes);
  });
