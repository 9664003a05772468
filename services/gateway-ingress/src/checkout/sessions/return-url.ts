import type { FieldError } from '../../validation/field-error.js';

const localHosts: ReadonlySet<string> = new Set(['localhost', '127.0.0.1']);

/** An address that a browser may be sent to: absolute, http or https, and without credentials. Undefined for anything else. */
export const returnUrlForm = (value: string): URL | undefined => {
  const url = URL.parse(value);
  if (url === null || !/^https?:\/\//i.test(value) || !['http:', 'https:'].includes(url.protocol)) return undefined;
  return url.username === '' && url.password === '' && url.hostname !== '' ? url : undefined;
};

/** What stands in a policy as it is: a host may hold signs that would begin another part of it, or stand for other hosts. */
const plainOrigin = /^https?:\/\/[a-z0-9.[\]:-]+$/;

/** An origin as browsers write it: scheme, host and port, and nothing else. */
export const isOrigin = (value: string): boolean => plainOrigin.test(value) && returnUrlForm(value)?.origin === value;

interface ReturnUrls {
  readonly successUrl: string;
  readonly cancelUrl: string;
  readonly embedOrigins?: readonly string[] | undefined;
}

const isSafe = (value: string, mode: 'test' | 'live'): boolean => {
  const url = returnUrlForm(value);
  return url?.protocol === 'https:' || (mode === 'test' && url !== undefined && localHosts.has(url.hostname));
};

/** `https_required` of each address that a customer could be spied on at: http is for who tries things out on their own machine. */
export const checkReturnUrls = (
  { successUrl, cancelUrl, embedOrigins = [] }: ReturnUrls,
  mode: 'test' | 'live',
): readonly FieldError[] =>
  [
    { field: '/successUrl', url: successUrl },
    { field: '/cancelUrl', url: cancelUrl },
    ...embedOrigins.map((url, index) => ({ field: `/embedOrigins/${index}`, url })),
  ]
    .filter(({ url }) => !isSafe(url, mode))
    .map(({ field }) => ({ code: 'https_required', field }));

/** What comes back with the customer. */
export interface SessionReturn {
  /** `cs_…` */
  readonly session: string;
  /** `ord_…` */
  readonly order: string;
  readonly status: 'paid' | 'processing';
  /** Unix seconds: when it was signed. */
  readonly t: number;
}

/** What is signed of it. No part has a dot. */
export const signedText = ({ session, order, status, t }: SessionReturn): string => `${session}.${order}.${status}.${t}`;

/** The merchant's address with what came of the session. What it says under these names already is replaced. */
export const signedReturnUrl = (successUrl: string, facts: SessionReturn, signature: string): string => {
  const url = new URL(successUrl);
  const parameters = { ...facts, t: String(facts.t), signature };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.href;
};
