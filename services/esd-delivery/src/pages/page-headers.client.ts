import { createHash } from 'node:crypto';
import { safetyHeaders } from '../links/safety-headers.data.js';
import { script } from './page-script.data.js';

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const scriptHash = hashOf(script);

/** A page's own look: a shop may have a color. */
const styleIn = (page: string): string => /<style>([^<]*)<\/style>/.exec(page)?.[1] ?? '';

/** No style and no script but the page's own, nothing from elsewhere, the forms to this host alone. */
export const pageHeadersOf = (page: string): Readonly<Record<string, string>> => ({
  ...safetyHeaders,
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': [
    "default-src 'none'",
    `style-src ${hashOf(styleIn(page))}`,
    `script-src ${scriptHash}`,
    "img-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
});
