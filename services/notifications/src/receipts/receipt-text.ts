import { downloadsText } from '../downloads/download-list.js';
import { fill } from '../mails/fill.js';
import { endText, openingText } from '../mails/letter-frame.js';
import { plainLine, plainLines } from '../mails/plain-line.js';
import { row, rule } from '../mails/text.js';
import { introOf, type Receipt } from './receipt.js';
import { allKeysText } from './receipt-keys.js';

const items = ({ lines }: Receipt): readonly string[] =>
  lines.flatMap(({ description, sku, quantity, unit, amount }) => [
    row(plainLine(description), amount),
    `  ${sku === '' ? '' : `${plainLine(sku)}, `}${quantity} x ${unit}`,
  ]);

const licenseKeys = ({ words, licenseKeys: lines }: Receipt): readonly string[] =>
  lines.length === 0
    ? []
    : [
        '',
        `${words.licenseKeys}${words.stop}`.trimEnd(),
        ...lines.flatMap(({ description, keys, shown, url }) => [
          '',
          `  ${plainLine(description)}`,
          ...shown.map((key) => `  ${plainLine(key)}`),
          ...(keys.length > shown.length ? [`  ${allKeysText(words, keys.length)} ${url}`] : []),
        ]),
      ];

const shipTo = ({ words, shipTo: address }: Receipt): readonly string[] =>
  address.length === 0 ? [] : ['', `${words.shipsTo}${words.colon}`, ...address.map((line) => `  ${plainLine(line)}`)];

const parcel = ({ words, parcel: one }: Receipt): readonly string[] => {
  if (one === undefined) return [];
  const number = plainLine(one.trackingNumber);
  const url = plainLine(one.trackingUrl);
  return [
    '',
    fill(words.shippedWith, { carrier: plainLine(one.carrier) }),
    ...(number === '' ? [] : [`  ${fill(words.trackingNumber, { number })}`]),
    ...(url === '' ? [] : [`  ${words.track}${words.colon}`, `  ${url}`]),
  ];
};

/** The receipt as plain text; lines end in \n. */
export const receiptText = (receipt: Receipt): string => {
  const { words } = receipt;
  const greeting = receipt.greeting === '' ? [introOf(receipt)] : plainLines(receipt.greeting);
  return [
    ...openingText(receipt, greeting),
    `${words.date}${words.colon} ${receipt.placedOn}`,
    `${words.seller}${words.colon} ${plainLine(receipt.seller)}`,
    '',
    rule,
    ...items(receipt),
    rule,
    ...receipt.sums.map(({ label, amount }) => row(plainLine(label), amount)),
    rule,
    row(fill(words.chargedTo, { card: plainLine(receipt.card) }), receipt.charged),
    ...downloadsText(receipt),
    ...licenseKeys(receipt),
    ...parcel(receipt),
    ...shipTo(receipt),
    ...endText(receipt),
  ].join('\n');
};
