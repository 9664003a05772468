import { downloadsHtml } from '../downloads/download-list.js';
import { fill } from '../mails/fill.js';
import { escapeHtml, escapeLines, faint, heading, htmlMail, openTable, row, rule } from '../mails/html.js';
import { endHtml, openingHtml, orderName } from '../mails/letter-frame.js';
import { shortened } from '../mails/plain-line.js';
import { introOf, type Receipt } from './receipt.js';
import { allKeysText } from './receipt-keys.js';

/** Gmail cuts off what is beyond 102 kB. */
export const MOST_HTML_BYTES = 100_000;
/** How long the names of what was bought may be; the next shorter one where the whole would be cut off. */
const nameLengths = [200, 80, 40, 20] as const;

const items = ({ lines }: Receipt, most: number): string =>
  lines
    .map(({ description, sku, quantity, unit, amount }) => {
      const detail = `${sku === '' ? '' : `${escapeHtml(shortened(sku, most))}, `}${quantity} &times; ${unit}`;
      return row(`${escapeHtml(shortened(description, most))}<br><span ${faint}>${detail}</span>`, amount);
    })
    .join('\n');

const sums = ({ sums: all }: Receipt): string =>
  all
    .map(({ label, amount }, index) => {
      const isTotal = index === all.length - 1;
      return isTotal
        ? row(`<strong>${escapeHtml(label)}</strong>`, `<strong>${amount}</strong>`)
        : row(escapeHtml(shortened(label, 120)), amount);
    })
    .join('\n');

const keysOfLine = (
  { words, accent }: Receipt,
  { description, keys, shown, url }: Receipt['licenseKeys'][number],
  most: number,
): string => {
  const lines = shown.map((key) => `<br><code>${escapeHtml(key)}</code>`).join('');
  const all = escapeHtml(allKeysText(words, keys.length));
  const link = `<a href="${escapeHtml(url)}" style="color:${accent}">${escapeHtml(url)}</a>`;
  return `<p style="word-break:break-all">${escapeHtml(shortened(description, most))}${lines}${keys.length > shown.length ? `<br>${all} ${link}` : ''}</p>`;
};

const licenseKeys = (receipt: Receipt, most: number): string =>
  receipt.licenseKeys.length === 0
    ? ''
    : `${heading(receipt.words.licenseKeys)}${receipt.licenseKeys.map((line) => keysOfLine(receipt, line, most)).join('\n')}\n`;

const shipTo = ({ words, shipTo: address }: Receipt): string =>
  address.length === 0
    ? ''
    : `${heading(words.shipsTo)}<p>${address.map((line) => escapeHtml(shortened(line, 200))).join('<br>\n')}</p>\n`;

const parcel = ({ words, parcel: one, accent }: Receipt): string => {
  if (one === undefined) return '';
  const number = escapeHtml(one.trackingNumber);
  const link = `<a href="${escapeHtml(one.trackingUrl)}" style="color:${accent}">${words.track}</a>`;
  const lines = [
    ...(number === '' ? [] : [fill(words.trackingNumber, { number })]),
    ...(one.trackingUrl.startsWith('https://') ? [link] : []),
  ];
  const carrier = heading(fill(words.shippedWith, { carrier: escapeHtml(one.carrier) }));
  return lines.length === 0 ? carrier : `${carrier}<p>${lines.join('<br>\n')}</p>\n`;
};

const written = (receipt: Receipt, most: number): string => {
  const { words } = receipt;
  const seller = escapeHtml(receipt.seller);
  return htmlMail(
    { ...receipt, title: words.receiptTitle },
    `${openingHtml(receipt, escapeLines(receipt.greeting) || introOf(receipt))}
<p ${faint}>${words.order} ${escapeHtml(orderName(receipt))}<br>${receipt.placedOn}, ${fill(words.soldBy, { seller })}</p>
${openTable}
${items(receipt, most)}
${rule}
${sums(receipt)}
</table>
<p>${fill(words.chargedTo, { card: escapeHtml(receipt.card) })}${words.colon} <strong>${receipt.charged}</strong></p>
${downloadsHtml(receipt, most)}${licenseKeys(receipt, most)}${parcel(receipt)}${shipTo(receipt)}${endHtml(receipt)}`,
  );
};

/** The receipt as a page of HTML. Whatever merchant or customer wrote is escaped. */
export const receiptHtml = (receipt: Receipt): string => {
  let html = '';
  for (const most of nameLengths) {
    html = written(receipt, most);
    if (Buffer.byteLength(html) <= MOST_HTML_BYTES) break;
  }
  return html;
};
