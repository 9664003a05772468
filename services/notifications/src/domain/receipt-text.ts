import { plainLine } from './plain-line.js';
import type { Receipt } from './receipt.js';

const width = 68;
const rule = '-'.repeat(width);

/** Label to the left, amount to the right; a label too long for that gets a line of its own. */
const row = (label: string, amount: string): string => {
  const gap = width - label.length - amount.length;
  return gap >= 2 ? label + ' '.repeat(gap) + amount : `${label}\n${amount.padStart(width)}`;
};

const items = ({ lines }: Receipt): readonly string[] =>
  lines.flatMap(({ description, sku, quantity, unit, amount }) => [
    row(plainLine(description), amount),
    `  ${plainLine(sku)}, ${quantity} x ${unit}`,
  ]);

const downloads = ({ downloads: files, downloadsUntil }: Receipt): readonly string[] =>
  files.length === 0
    ? []
    : [
        '',
        `Your downloads (each link works once, until ${downloadsUntil}):`,
        ...files.flatMap(({ fileName, size, url }) => ['', `  ${plainLine(fileName)} (${size})`, `  ${url}`]),
      ];

const shipTo = ({ shipTo: address }: Receipt): readonly string[] =>
  address.length === 0 ? [] : ['', 'Ships to:', ...address.map((line) => `  ${plainLine(line)}`)];

/** The receipt as plain text; lines end in \n. */
export const receiptText = (receipt: Receipt): string => {
  const name = plainLine(receipt.customerName);
  const seller = plainLine(receipt.seller);
  return [
    name === '' ? 'Hello,' : `Hello ${name},`,
    '',
    'thank you for your order. This is your receipt.',
    '',
    `Order   ${receipt.order}`,
    `Date    ${receipt.placedOn}`,
    `Seller  ${seller}`,
    '',
    rule,
    ...items(receipt),
    rule,
    ...receipt.sums.map(({ label, amount }) => row(plainLine(label), amount)),
    rule,
    row(`Charged to ${plainLine(receipt.card)}`, receipt.charged),
    ...downloads(receipt),
    ...shipTo(receipt),
    '',
    `Sent by Tollgate for ${seller}. Questions about your order? Please ask the seller.`,
    '',
  ].join('\n');
};
