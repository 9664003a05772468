import { type Delivery, isFetched, type KnownEntitlement, linkExpiry, thingOf } from '@tollgate/order';
import { licenseKeysHtml } from '../license-keys/license-keys-html.js';
import { fromPage } from './link-target.js';
import { script } from './page-script.data.js';
import { style } from './page-style.data.js';
import { sentences } from './sentences.data.js';

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign);

interface Content {
  /** Names what the page shows: its script exchanges it where the name changes. */
  readonly state: string;
  readonly title: string;
  readonly html: string;
  readonly hasScript?: boolean;
}

const frame = ({ state, title, html, hasScript = false }: Content): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title><style>${style}</style></head>
<body><main data-state="${escapeHtml(state)}">${html}</main>${hasScript ? `<script>${script}</script>` : ''}</body></html>
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

/** What the page of an entitlement tells. */
export type ShownEntitlement = Pick<KnownEntitlement, 'form' | 'downloads' | 'completed' | 'reissuedUntil'>;

const leftText = ({ downloads, completed }: ShownEntitlement): string =>
  downloads - completed === 1
    ? 'This link is good for one complete download.'
    : `This link is good for ${downloads - completed} complete downloads.`;

const sizeRow = (sizeBytes: bigint | undefined): string =>
  sizeBytes === undefined ? '' : `<dt>Size</dt><dd>${sizeText(Number(sizeBytes))}</dd>\n`;

/** For those who want to compare it: nobody else has to see it. */
const checksum = (sha256: string | undefined): string =>
  sha256 === undefined ? '' : `\n<details><summary>Checksum</summary><p>SHA-256 <code>${escapeHtml(sha256)}</code></p></details>`;

const hidden = `<input type="hidden" name="${fromPage.name}" value="${fromPage.value}">`;

const button = (entitlement: ShownEntitlement, token: string): string => `
<form class="download" method="get" action="/d/${token}/file">${hidden}<button type="submit">Download</button></form>
<p>${leftText(entitlement)} If it is interrupted, open the link again and continue.</p>`;

const question = (token: string): string => `
<form method="post" action="/d/${token}/received"><p>The whole file was sent to you. Has it arrived?</p>
<button type="submit">Yes, I have it</button></form><p>If it has not, download it again:</p>`;

export interface PageOf {
  readonly delivery: Pick<Delivery, 'expiresAt'>;
  readonly token: string;
  /** Everything was sent, and only the customer can tell whether it arrived. */
  readonly isAsking: boolean;
  /** The license keys that it shows, unsealed. */
  readonly licenseKeys?: readonly string[];
  /** Where a merchant looks at it: nothing changes while it is open. */
  readonly isPreview?: boolean;
}

/** What a customer sees who opens a link: what it is, until when, and a button where there is something to fetch. */
export const downloadPage = (
  entitlement: ShownEntitlement,
  { delivery, token, isAsking, licenseKeys = [], isPreview = false }: PageOf,
): string => {
  const { name, sizeBytes, sha256 } = thingOf(entitlement.form);
  const expiresAt = linkExpiry(delivery, entitlement);
  const html = `<h1>${escapeHtml(name)}</h1>
<dl>${sizeRow(sizeBytes)}<dt>Available until</dt><dd><time datetime="${escapeHtml(expiresAt)}">${timeText(expiresAt)}</time></dd></dl>${licenseKeysHtml(licenseKeys, escapeHtml)}${isAsking ? question(token) : ''}${isFetched(entitlement.form) ? button(entitlement, token) : ''}${checksum(sha256)}`;
  const state = `${entitlement.completed}${isAsking ? ' asking' : ''}`;
  return frame({ state, title: name, html, hasScript: !isPreview });
};

/** The same answers in words. */
export const problemPage = (code: string, requestId: string): string => {
  const [title, text] = sentences[code] ?? ['That did not work', 'Please try again in a minute.'];
  const html = `<h1>${title}</h1><p>${text}</p><p><small><code>${code}</code> · ${escapeHtml(requestId)}</small></p>`;
  return frame({ state: code, title, html });
};
