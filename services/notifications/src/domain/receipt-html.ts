import { plainLine } from './plain-line.js';
import type { Receipt } from './receipt.js';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const special = /[&<>"']/;

/** Fit for an element's content and for an attribute in quotes. */
export const escapeHtml = (text: string): string => {
  const line = plainLine(text);
  return special.test(line) ? line.replace(/[&<>"']/g, (character) => entities[character] ?? '') : line;
};

const right = 'style="padding:4px 0;text-align:right;white-space:nowrap"';
const left = 'style="padding:4px 12px 4px 0"';
const faint = 'style="color:#5b6470;font-size:13px"';

const items = ({ lines }: Receipt): string =>
  lines
    .map(
      ({ description, sku, quantity, unit, amount }) =>
        `<tr><td ${left}>${escapeHtml(description)}<br><span ${faint}>${escapeHtml(sku)}, ${quantity} &times; ${unit}</span></td><td ${right}>${amount}</td></tr>`,
    )
    .join('\n');

const sums = ({ sums: all }: Receipt): string =>
  all
    .map(({ label, amount }, index) => {
      const [open, close] = index === all.length - 1 ? ['<strong>', '</strong>'] : ['', ''];
      return `<tr><td ${left}>${open}${escapeHtml(label)}${close}</td><td ${right}>${open}${amount}${close}</td></tr>`;
    })
    .join('\n');

const downloads = ({ downloads: files, downloadsUntil }: Receipt): string =>
  files.length === 0
    ? ''
    : `<h2 style="font-size:17px">Your downloads</h2>
<p ${faint}>Each link works once, until ${downloadsUntil}.</p>
<ul>
${files
  .map(
    ({ fileName, size, url }) =>
      `<li><a href="${escapeHtml(url)}">${escapeHtml(fileName)}</a> <span ${faint}>${size}</span></li>`,
  )
  .join('\n')}
</ul>
`;

const shipTo = ({ shipTo: address }: Receipt): string =>
  address.length === 0 ? '' : `<h2 style="font-size:17px">Ships to</h2>\n<p>${address.map(escapeHtml).join('<br>\n')}</p>\n`;

/** The receipt as a page of HTML with its styles in place, as mail readers want it. Whatever merchant or customer wrote is escaped. */
export const receiptHtml = (receipt: Receipt): string => {
  const name = escapeHtml(receipt.customerName);
  const seller = escapeHtml(receipt.seller);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Your receipt</title></head>
<body style="margin:0;background:#f4f5f7;color:#1b2430;font:16px/1.45 system-ui,sans-serif">
<div style="max-width:560px;margin:24px auto;padding:24px 28px;background:#ffffff;border-radius:8px">
<h1 style="font-size:22px;margin:0 0 12px">Your receipt</h1>
<p>Hello${name === '' ? '' : ` ${name}`},<br>thank you for your order.</p>
<p ${faint}>Order ${receipt.order}<br>${receipt.placedOn}, sold by ${seller}</p>
<table style="width:100%;border-collapse:collapse">
${items(receipt)}
<tr><td colspan="2" style="border-top:1px solid #d9dde3"></td></tr>
${sums(receipt)}
</table>
<p>Charged to ${escapeHtml(receipt.card)}: <strong>${receipt.charged}</strong></p>
${downloads(receipt)}${shipTo(receipt)}<p ${faint}>Sent by Tollgate for ${seller}. Questions about your order? Please ask the seller.</p>
</div></body></html>
`;
};
