/** A problem document of ours (RFC 9457), or what took its place where none came. */
export interface ProblemDocument {
  readonly status: number;
  /** Stable: what the texts go by. */
  readonly code: string;
  readonly title?: string;
  readonly detail?: string;
  readonly field?: string;
  readonly requestId?: string;
  readonly errors?: readonly { readonly code: string; readonly field: string; readonly detail?: string }[];
  /** What was asked for is done, and the order ended without payment: it stands inside. */
  readonly order?: unknown;
  /** How long to wait before the next try, where the server said so. */
  readonly retryAfterMs?: number;
}

/** The server did not answer at all. */
export const unreachable: ProblemDocument = { status: 0, code: 'unreachable' };

/** Every request that does not succeed ends in one of these. */
export class ApiProblem extends Error {
  constructor(readonly problem: ProblemDocument) {
    super(problem.detail ?? problem.title ?? problem.code);
    this.name = 'ApiProblem';
  }
}

const isText = (value: unknown): value is string => typeof value === 'string';

/** The problem in an answer's body. A proxy's page, or a body cut short, is told by its status alone. */
export const problemIn = (status: number, body: unknown): ProblemDocument => {
  const known = typeof body === 'object' && body !== null && 'code' in body && isText(body.code);
  return known
    ? { ...(body as ProblemDocument), status }
    : { status, code: status >= 500 ? 'temporarily_unavailable' : 'unexpected_answer' };
};

/** What `Retry-After` says, where it is in seconds, which is how the gateway says it. */
export const retryAfterIn = (header: string | null): { readonly retryAfterMs?: number } =>
  header !== null && /^\d{1,6}$/.test(header) ? { retryAfterMs: Number(header) * 1_000 } : {};

/** How the browser's part of Web Authentication fails: refused, timed out or closed by its user, or a device that is known already. */
const passkeyErrors: ReadonlySet<string> = new Set(['NotAllowedError', 'AbortError', 'InvalidStateError']);

export const problemOf = (error: unknown): ProblemDocument => {
  if (error instanceof Error && passkeyErrors.has(error.name)) return { status: 0, code: 'passkey_failed' };
  return error instanceof ApiProblem ? error.problem : { status: 0, code: 'unexpected_error', detail: String(error) };
};

/** What says nothing about a command: it is still being done, or was not looked at, as the session is over or another one by now. The same command
 *  may have been done by a try before this one. */
const decidesNothing: ReadonlySet<string> = new Set(['still_running', 'not_signed_in', 'invalid_csrf_token']);

/** Whether a command has come to its end with this answer: then another try is another command. Otherwise it may have been done, or still be. */
export const isDecided = (problem: ProblemDocument): boolean => !isPassing(problem) && !decidesNothing.has(problem.code);

/** Whether the same request may do better in a moment. */
export const isPassing = ({ status }: ProblemDocument): boolean => status === 0 || status === 429 || status >= 500;
