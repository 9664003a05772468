import { createHash } from 'node:crypto';
import { style } from './page-style.data.js';
import { safetyHeaders } from './safety-headers.data.js';

const styleHash = createHash('sha256').update(style).digest('base64');

/** No script, nothing from elsewhere, the form to this host alone. */
export const pageHeaders: Readonly<Record<string, string>> = {
  ...safetyHeaders,
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${styleHash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
};
