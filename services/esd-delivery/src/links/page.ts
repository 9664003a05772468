import { type Entitlement, isFetched, type KnownEntitlement, thingOf } from '@tollgate/order';
import { style } from './page-style.data.js';

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

const leftText = ({ downloads, completed }: Entitlement): string =>
  downloads - completed === 1
    ? 'This link is good for one complete download.'
    : `This link is good for ${downloads - completed} complete downloads.`;

const sizeRow = (sizeBytes: bigint | undefined): string =>
  sizeBytes === undefined ? '' : `<dt>Size</dt><dd>${sizeText(Number(sizeBytes))}</dd>\n`;

const checksumRow = (sha256: string | undefined): string =>
  sha256 === undefined ? '' : `\n<dt>SHA-256</dt><dd><code>${escapeHtml(sha256)}</code></dd>`;

const button = (entitlement: Entitlement, token: string): string => `
<form method="get" action="/d/${token}/file"><button type="submit">Download</button></form>
<p>${leftText(entitlement)} If it breaks off, come back and go on.</p>`;

/** What a customer sees who opens a link: what it is, until when, and a button where there is something to fetch. `expiresAt` is RFC 3339. */
export const downloadPage = (entitlement: KnownEntitlement, expiresAt: string, token: string): string => {
  const { name, sizeBytes, sha256 } = thingOf(entitlement.form);
  return frame(
    name,
    `<h1>${escapeHtml(name)}</h1>
<dl>${sizeRow(sizeBytes)}<dt>Available until</dt><dd><time datetime="${escapeHtml(expiresAt)}">${timeText(expiresAt)}</time></dd>${checksumRow(sha256)}</dl>${isFetched(entitlement.form) ? button(entitlement, token) : ''}`,
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
