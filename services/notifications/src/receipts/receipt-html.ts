import { fill } from '../mails/fill.js';
import { escapeHtml, faint, htmlMail, left, right, testBanner } from '../mails/html.js';
import type { Receipt } from './receipt.js';

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

const file = ({ fileName, size, url }: Receipt['downloads'][number]): string =>
  `<li><a href="${escapeHtml(url)}">${escapeHtml(fileName)}</a>${size === '' ? '' : ` <span ${faint}>${size}</span>`}</li>`;

const downloads = ({ words, downloads: files, downloadsUntil }: Receipt): string =>
  files.length === 0
    ? ''
    : `<h2 style="font-size:17px">${words.downloads}</h2>
<p ${faint}>${downloadsUntil}</p>
<ul>
${files.map(file).join('\n')}
</ul>
`;

const shipTo = ({ words, shipTo: address }: Receipt): string =>
  address.length === 0
    ? ''
    : `<h2 style="font-size:17px">${words.shipsTo}</h2>\n<p>${address.map(escapeHtml).join('<br>\n')}</p>\n`;

/** The receipt as a page of HTML. Whatever merchant or customer wrote is escaped. */
export const receiptHtml = (receipt: Receipt): string => {
  const { words } = receipt;
  const name = escapeHtml(receipt.customerName);
  const seller = escapeHtml(receipt.seller);
  return htmlMail(
    words.receiptTitle,
    receipt.language,
    `${testBanner(receipt.testNote)}<p>${name === '' ? words.hello : fill(words.helloName, { name })}<br>${words.thanks}</p>
<p ${faint}>${words.order} ${receipt.order}<br>${receipt.placedOn}, ${fill(words.soldBy, { seller })}</p>
<table style="width:100%;border-collapse:collapse">
${items(receipt)}
<tr><td colspan="2" style="border-top:1px solid #d9dde3"></td></tr>
${sums(receipt)}
</table>
<p>${fill(words.chargedTo, { card: escapeHtml(receipt.card) })}: <strong>${receipt.charged}</strong></p>
${downloads(receipt)}${shipTo(receipt)}<p ${faint}>${escapeHtml(receipt.support)}</p>
`,
  );
};
