import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorOf, type ProblemBody, TollgateConnectionError } from './errors.js';
import type { Fetch, FetchInit } from './fetch.js';
import { isUnderWay, nextTry, type Outcome, type RetryPolicy, type Tried } from './next-try.js';

export interface CallOptions {
  /** Of a command; made for the call where it is left out. Keep one of your own where the call may be repeated after a restart. */
  readonly idempotencyKey?: string;
  /** Of each try; the client's unless given. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Request {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  /** JSON, or bytes as they are. */
  readonly body?: unknown;
}

export interface TransportOptions {
  readonly apiUrl: string;
  readonly apiKey: string;
  readonly fetch: Fetch;
  readonly timeoutMs: number;
  readonly retries: RetryPolicy;
  /** The clock, in ms. */
  readonly now: () => number;
}

const reads: ReadonlySet<string> = new Set(['GET', 'HEAD']);
const notFound = 404;

interface Try {
  readonly request: Request;
  readonly init: FetchInit;
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
}

/** Sends requests until they are answered for good: each command under one Idempotency-Key, however often it has to be sent. */
export class Transport {
  // Private to the language, so that nothing which prints an object shows the key.
  readonly #options: TransportOptions;

  constructor(options: TransportOptions) {
    this.#options = options;
  }

  /** Throws TollgateError where the gateway said no, TollgateConnectionError where nothing came back. */
  async send(request: Request, options: CallOptions = {}): Promise<unknown> {
    const key = keyOf(request, options);
    const init = this.#initOf(request, { ...options.headers, ...keyHeader(key) });
    const one: Try = { request, init, timeoutMs: options.timeoutMs ?? this.#options.timeoutMs, signal: options.signal };
    const { now, retries } = this.#options;
    const startedAt = now();
    for (let tries = 1; ; ) {
      const result = await this.#try(one);
      // What an earlier try deleted is not there for the next.
      if ('value' in result || (tries > 1 && isGone(request, result.outcome))) return result.value;
      options.signal?.throwIfAborted();
      const waitMs = nextTry(result.outcome, triedAt(now(), { startedAt, tries }), retries);
      if (waitMs === undefined) throw told(result.error, request, key);
      tries += isUnderWay(result.outcome) ? 0 : 1;
      await sleep(waitMs, undefined, signalOf(options));
    }
  }

  #initOf({ method, body }: Request, headers: Readonly<Record<string, string>>): FetchInit {
    const isBytes = body instanceof Uint8Array;
    const type = body === undefined ? {} : { 'content-type': isBytes ? 'application/octet-stream' : 'application/json' };
    const content = isBytes ? (body as Uint8Array<ArrayBuffer>) : JSON.stringify(body);
    return {
      method,
      // A key goes to the gateway alone, wherever an answer points to.
      redirect: 'error',
      headers: { accept: 'application/json', ...type, ...headers, authorization: `Bearer ${this.#options.apiKey}` },
      ...(content === undefined ? {} : { body: content }),
    };
  }

  async #try({ request, init, timeoutMs, signal }: Try): Promise<Result> {
    const timeout = AbortSignal.timeout(timeoutMs);
    const either = signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
    try {
      const answer = await this.#options.fetch(this.#options.apiUrl + request.path, { ...init, signal: either });
      return await resultOf(answer);
    } catch (error) {
      return { error, outcome: { kind: 'nothing' } };
    }
  }
}

type Result =
  | { readonly value: unknown; readonly outcome?: never }
  | { readonly error: unknown; readonly outcome: Outcome; readonly value?: never };

const keyOf = ({ method }: Request, { idempotencyKey }: CallOptions): string | undefined =>
  reads.has(method) ? undefined : (idempotencyKey ?? randomUUID());

const keyHeader = (key: string | undefined): Readonly<Record<string, string>> =>
  key === undefined ? {} : { 'idempotency-key': key };

const signalOf = ({ signal }: CallOptions): { readonly signal?: AbortSignal } => (signal === undefined ? {} : { signal });

const isJson = (answer: Response): boolean => /[/+]json\b/.test(answer.headers.get('content-type') ?? '');

const resultOf = async (answer: Response): Promise<Result> => {
  const { status } = answer;
  if (answer.ok && !isJson(answer)) return { value: status === 204 ? undefined : new Uint8Array(await answer.arrayBuffer()) };
  const body: unknown = isJson(answer) ? await answer.json() : undefined;
  if (answer.ok) return { value: body };
  if (!isJson(answer)) await answer.arrayBuffer();
  const problem = (typeof body === 'object' && body !== null ? body : {}) as ProblemBody;
  const error = errorOf(status, problem);
  return { error, outcome: { kind: 'answer', status, code: error.code, retryAfter: answer.headers.get('retry-after') } };
};

const isGone = ({ method }: Request, outcome: Outcome): boolean =>
  method === 'DELETE' && outcome.kind === 'answer' && outcome.status === notFound;

const triedAt = (nowMs: number, { startedAt, tries }: { readonly startedAt: number; readonly tries: number }): Tried => ({
  tries,
  nowMs,
  elapsedMs: nowMs - startedAt,
  chance: randomBytes(1).readUInt8() / 255,
});

const told = (error: unknown, { method, path }: Request, idempotencyKey: string | undefined): unknown => {
  if (error instanceof Error && 'requestId' in error) return error;
  const where = `${method} ${path.replace(/\?.*$/, '')}`;
  return new TollgateConnectionError(`${where} was not answered`, { cause: error, idempotencyKey });
};
