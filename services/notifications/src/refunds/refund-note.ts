import type { Money as Amount } from '@tollgate/contracts';
import { type Money, sum } from '@tollgate/money';
import { isOnline, type Operation, refundedLines } from '@tollgate/order';
import { fill } from '../mails/fill.js';
import { escapeHtml, faint, htmlMail, row as htmlRow, rule as htmlRule, openTable } from '../mails/html.js';
import { type Letter, type LetterParts, letterTo } from '../mails/letter.js';
import { endHtml, endText, openingHtml, openingText, orderName } from '../mails/letter-frame.js';
import { plainLine, shortened } from '../mails/plain-line.js';
import { showMoney } from '../mails/show.js';
import { row, rule } from '../mails/text.js';

/** What a customer is told of money that went to their card. Nothing in it is escaped yet. */
export interface RefundNote extends Letter {
  readonly title: string;
  readonly intro: string;
  /** `Refunded to Visa ending in 1111` */
  readonly sumLabel: string;
  /** The pieces that were given back, where the merchant named some; then the parts of the sum. */
  readonly parts: readonly { readonly label: string; readonly amount: string }[];
  readonly amount: string;
  /** Why, under the word for that; empty where none was given. */
  readonly reason: string;
  readonly reasonLabel: string;
  /** Downloads ended with it. */
  readonly endsAccess: boolean;
}

export interface RefundParts extends LetterParts {
  readonly refund: Operation;
}

/** Pieces by their number; what was given back of a line without pieces by its description alone. All parts together are the sum. */
const partsOf = ({ order, refund }: RefundParts, { words }: Letter): RefundNote['parts'] => {
  const { lines = [], shipping, shippingTax } = refund.refund ?? {};
  const totalOf = (amounts: readonly (Amount | undefined)[]): Money =>
    sum(
      amounts.filter((amount) => amount !== undefined),
      order.placed.currency,
    );
  const goods = lines.map(({ line, quantity, goods: amount }) => {
    const { description = '' } = order.placed.lines[line - 1] ?? {};
    return { label: quantity > 0 ? `${quantity} x ${description}` : description, amount: totalOf([amount]) };
  });
  const tax = totalOf([...lines.map((line) => line.tax), shippingTax]);
  return [...goods, { label: words.shipping, amount: totalOf([shipping]) }, { label: words.tax, amount: tax }]
    .filter(({ amount }) => amount.minor > 0n)
    .map(({ label, amount }) => ({ label, amount: showMoney(amount) }));
};

/** Whether something that is delivered online was given back whole with this refund, so that its access ends. */
const isAccessEnding = ({ order, refund }: RefundParts): boolean => {
  const operations = order.payment.operations.filter(({ id }) => id !== refund.id);
  const before = new Set(refundedLines({ ...order, payment: { ...order.payment, operations } }));
  return refundedLines(order).some((line) => {
    const placed = order.placed.lines[line - 1];
    return !before.has(line) && placed !== undefined && isOnline(placed);
  });
};

/** The note of a refund. */
export const composeRefundNote = (parts: RefundParts): RefundNote => {
  const { refund } = parts;
  const letter = letterTo(parts);
  const { words, card } = letter;
  return {
    ...letter,
    title: words.refundTitle,
    intro: words.refundIntro,
    sumLabel: fill(words.refundedTo, { card }),
    parts: partsOf(parts, letter),
    amount: showMoney(refund.amount),
    reason: refund.reason ?? '',
    reasonLabel: words.reason,
    endsAccess: isAccessEnding(parts),
  };
};

/** The note as plain text; lines end in \n. */
export const refundText = (note: RefundNote): string => {
  const { words } = note;
  return [
    ...openingText(note, [note.intro]),
    `${words.seller}${words.colon} ${plainLine(note.seller)}`,
    '',
    rule,
    ...note.parts.map(({ label, amount }) => row(plainLine(label), amount)),
    row(plainLine(note.sumLabel), note.amount),
    rule,
    ...(note.reason === '' ? [] : ['', `${note.reasonLabel}${words.colon} ${plainLine(note.reason)}`]),
    ...(note.endsAccess ? ['', words.accessEnds] : []),
    ...endText(note),
  ].join('\n');
};

/** The note as a page of HTML. Whatever merchant or customer wrote is escaped. */
export const refundHtml = (note: RefundNote): string => {
  const { words } = note;
  return htmlMail(
    { ...note, title: note.title },
    `${openingHtml(note, note.intro)}
<p ${faint}>${words.order} ${escapeHtml(orderName(note))}, ${fill(words.soldBy, { seller: escapeHtml(note.seller) })}</p>
${openTable}
${note.parts.map(({ label, amount }) => htmlRow(escapeHtml(shortened(label, 200)), amount)).join('\n')}
${htmlRule}
${htmlRow(`<strong>${escapeHtml(note.sumLabel)}</strong>`, `<strong>${note.amount}</strong>`)}
</table>
${note.reason === '' ? '' : `<p>${note.reasonLabel}${words.colon} ${escapeHtml(shortened(note.reason, 500))}</p>\n`}${note.endsAccess ? `<p>${words.accessEnds}</p>\n` : ''}${endHtml(note)}`,
  );
};
