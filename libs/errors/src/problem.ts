import { details } from './details.data.js';
import { type DetailParameters, fillDetail } from './fill-detail.js';

/** What an entry answers when it cannot do what was asked, as a document of RFC 9457. */

/** A stable code, the field's JSON pointer where one applies, the request's id. */
export interface Problem {
  readonly status: number;
  readonly body: ProblemBody;
  readonly headers: Readonly<Record<string, string>>;
}

export interface ProblemBody {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail?: string;
  readonly field?: string;
  readonly requestId: string;
  /** What a problem may bring beside, such as the order that was declined. */
  readonly [extension: string]: unknown;
}

/** Seconds that a lock holds; whatever else is worth another try is so in a moment. */
const retryAfters: Readonly<Record<string, string>> = {
  too_many_attempts: '1800',
  too_many_attempts_here: '1800',
  too_many_test_mails: '3600',
  too_many_unknown_keys: '600',
};
const retryAfterOf = (code: string): string => retryAfters[code] ?? '1';

export interface ProblemParts {
  readonly status: number;
  readonly code: string;
  readonly requestId: string;
  readonly field?: string | undefined;
  /** Unless given, the sentence of the code in `details`, with `parameters` in their places. */
  readonly detail?: string | undefined;
  readonly parameters?: DetailParameters | undefined;
  /** Further members of the document. */
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** A problem document of its parts, for entries that answer one without an error: 402 with the order inside. */
export const problem = ({ status, code, requestId, field, extensions, ...explained }: ProblemParts): Problem => ({
  status,
  body: {
    type: `https://tollgate.dev/problems/${code}`,
    title: titleOf(code),
    status,
    code,
    ...detailOf(code, explained),
    ...(field === undefined ? {} : { field }),
    requestId,
    ...extensions,
  },
  headers: {
    'content-type': 'application/problem+json; charset=utf-8',
    ...(isWorthRepeating(status, code) ? { 'retry-after': retryAfterOf(code) } : {}),
  },
});

const detailOf = (
  code: string,
  { detail, parameters }: Pick<ProblemParts, 'detail' | 'parameters'>,
): { readonly detail?: string } => {
  const text = detail ?? fillDetail(details[code], parameters);
  return text === undefined ? {} : { detail: text };
};

/** Whether the same request may be answered otherwise in a moment: something is down, busy, or under way. */
const isWorthRepeating = (status: number, code: string): boolean =>
  status === 503 || status === 429 || underWay.has(code) || code.endsWith('_pending');
const underWay: ReadonlySet<string> = new Set(['still_running', 'idempotency_key_in_use']);

const titleOf = (code: string): string => {
  const words = code.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};
