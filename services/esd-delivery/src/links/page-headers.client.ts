import { createHash } from 'node:crypto';
import { script } from './page-script.data.js';
import { style } from './page-style.data.js';
import { safetyHeaders } from './safety-headers.data.js';

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

const policy = [
  "default-src 'none'",
  `style-src ${hashOf(style)}`,
  `script-src ${hashOf(script)}`,
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
];

/** No style and no script but the page's own, nothing from elsewhere, the forms to this host alone. */
export const pageHeaders: Readonly<Record<string, string>> = {
  ...safetyHeaders,
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': policy.join('; '),
};
