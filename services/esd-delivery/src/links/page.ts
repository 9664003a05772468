import { createHash } from 'node:crypto';
import type { FileEntitlement } from '@tollgate/order';
import { safetyHeaders } from './safety-headers.data.js';

const style = `
:root { color-scheme: light dark; --ink: #1c1b22; --soft: #5b5a66; --paper: #fbfaf7; --line: #dedbd2; --accent: #14532d; --on-accent: #fff }
@media (prefers-color-scheme: dark) { :root { --ink: #f1efe9; --soft: #aeabb8; --paper: #17161b; --line: #37353f; --accent: #86efac; --on-accent: #052e16 } }
* { box-sizing: border-box }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1.5rem; background: var(--paper); color: var(--ink);
  font: 1.0625rem/1.55 system-ui, sans-serif }
main { width: min(34rem, 100%); border-top: .375rem solid var(--accent); padding-top: 1.75rem }
h1 { margin: 0 0 1rem; font-size: 1.75rem; line-height: 1.2; overflow-wrap: anywhere; text-wrap: balance }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .375rem 1.25rem; margin: 0 0 1.75rem; padding: 1rem 0; border-block: 1px solid var(--line) }
dt { color: var(--soft) } dd { margin: 0; overflow-wrap: anywhere; font-variant-numeric: tabular-nums }
code { font: .875rem/1.4 ui-monospace, monospace }
button { width: 100%; padding: .9rem 1.25rem; border: 0; border-radius: .375rem; background: var(--accent); color: var(--on-accent); font: inherit; font-weight: 600; cursor: pointer }
button:hover { filter: brightness(1.12) } button:focus-visible { outline: 3px solid var(--ink); outline-offset: 3px }
p { margin: 1rem 0 0; color: var(--soft) }
`;
const styleHash = createHash('sha256').update(style).digest('base64');

/** No script, nothing from elsewhere, the form to this host alone. */
export const pageHeaders: Readonly<Record<string, string>> = {
  ...safetyHeaders,
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${styleHash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
};

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign);

const frame = (title: string, content: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title><style>${style}</style></head>
<body><main>${content}</main></body></html>
`;

const units = ['bytes', 'KB', 'MB', 'GB', 'TB'];

/** As file managers show it: `1.0 MB`. */
export const sizeText = (sizeBytes: number): string => {
  const step = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, sizeBytes)) / 3));
  return step === 0 ? `${sizeBytes} bytes` : `${(sizeBytes / 1_000 ** step).toFixed(1)} ${units[step]}`;
};

const timeText = (rfc3339: string): string => {
  const time = new Date(rfc3339);
  const date = time.toLocaleDateString('en-US', { dateStyle: 'long', timeZone: 'UTC' });
  return `${date}, ${time.toISOString().slice(11, 16)} UTC`;
};

const leftText = ({ downloads, completed }: FileEntitlement): string =>
  downloads - completed === 1
    ? 'This link is good for one complete download.'
    : `This link is good for ${downloads - completed} complete downloads.`;

/** What a customer sees who opens a link: what it is, until when, and a button. */
export const downloadPage = (entitlement: FileEntitlement, expiresAt: string, token: string): string => {
  const { value: file } = entitlement.form;
  return frame(
    file.name,
    `<h1>${escapeHtml(file.name)}</h1>
<dl><dt>Size</dt><dd>${sizeText(Number(file.sizeBytes))}</dd>
<dt>Available until</dt><dd><time datetime="${escapeHtml(expiresAt)}">${timeText(expiresAt)}</time></dd>
<dt>SHA-256</dt><dd><code>${escapeHtml(file.sha256)}</code></dd></dl>
<form method="get" action="/d/${token}/file"><button type="submit">Download</button></form>
<p>${leftText(entitlement)} If it breaks off, come back and go on.</p>`,
  );
};

const sentences: Readonly<Record<string, readonly [title: string, text: string]>> = {
  not_found: ['No such download', 'Please check the link in your receipt: it may have been cut off.'],
  already_downloaded: [
    'Already downloaded',
    'This file was downloaded completely. The shop that sold it can give you a new link.',
  ],
  access_closed: [
    'All downloads are done',
    'Every file of this order was downloaded completely. The shop that sold it can give you new links.',
  ],
  access_revoked: [
    'This purchase was refunded',
    'With the refund the download ended. The shop that sold the file can tell you more.',
  ],
  link_expired: ['This link has expired', 'The shop that sold the file can give you a new link.'],
  link_replaced: ['This link was replaced', 'Please use the link in the latest message from the shop.'],
  temporarily_unavailable: ['One moment, please', 'The download is not available right now. Please try again in a minute.'],
};

/** The same answers in words. */
export const problemPage = (code: string, requestId: string): string => {
  const [title, text] = sentences[code] ?? ['That did not work', 'Please try again in a minute.'];
  return frame(title, `<h1>${title}</h1><p>${text}</p><p><small><code>${code}</code> · ${escapeHtml(requestId)}</small></p>`);
};
