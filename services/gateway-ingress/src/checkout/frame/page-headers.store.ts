import { hash } from 'node:crypto';
import { pageScript } from './page-script.js';
import { pageStyle } from './page-style.data.js';

const hashOf = (text: string): string => `'sha256-${hash('sha256', text, 'base64')}'`;

/** Our script and our style by their hash, our own host to ask, and nothing else; no frame but the named one, no other place for a form to go
 *  (S19). */
const policyWithin = (ancestors: string): string =>
  [
    "default-src 'none'",
    `script-src ${hashOf(pageScript)}`,
    `style-src ${hashOf(pageStyle)}`,
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    `frame-ancestors ${ancestors}`,
  ].join('; ');

/** What every answer of a payment page carries. Its address is a secret: it is told to no other site, and nothing is kept. */
export const pageHeaders: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': policyWithin("'none'"),
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'x-robots-tag': 'noindex, nofollow',
  'cross-origin-opener-policy': 'same-origin',
};

/** Whoever has a page within theirs that has neither a form nor a link. */
export const ANYONE = '*';

/** Of a page that stands within another one, of this origin. */
export const headersWithin = (origin: string): Readonly<Record<string, string>> => {
  const { 'x-frame-options': _, ...headers } = pageHeaders;
  return { ...headers, 'content-security-policy': policyWithin(origin) };
};
