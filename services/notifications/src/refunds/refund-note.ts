import type { Operation, Order } from '@tollgate/order';
import { fill } from '../mails/fill.js';
import { escapeHtml, faint, htmlMail, left, right, testBanner } from '../mails/html.js';
import { type Customer, type Letter, letterTo } from '../mails/letter.js';
import { plainLine } from '../mails/plain-line.js';
import { showMoney } from '../mails/show.js';
import { row, rule } from '../mails/text.js';
import type { ReceiptSettings } from '../settings/receipt.schema.js';

/** What a customer is told of a refund. Nothing in it is escaped yet. */
export interface RefundNote extends Letter {
  /** The pieces that were given back, where the merchant named some; then the parts of the sum. */
  readonly parts: readonly { readonly label: string; readonly amount: string }[];
  readonly amount: string;
  readonly reason: string;
  /** Downloads ended with it. */
  readonly endsAccess: boolean;
}

export interface RefundParts {
  readonly order: Order;
  readonly refund: Operation;
  readonly customer: Customer;
  readonly settings: ReceiptSettings;
}

const partsOf = ({ order, refund }: RefundParts, { words }: Letter): RefundNote['parts'] => {
  const { lines = [], shipping } = refund.refund ?? {};
  const named = lines
    .filter(({ quantity }) => quantity > 0)
    .map(({ line, quantity, goods }) => ({
      label: `${quantity} x ${order.placed.lines[line - 1]?.description ?? ''}`,
      amount: goods === undefined ? '' : showMoney(goods),
    }));
  const shipped = shipping !== undefined && shipping.minor > 0n ? [{ label: words.shipping, amount: showMoney(shipping) }] : [];
  return [...named, ...shipped];
};

/** The note of a refund. */
export const composeRefundNote = (parts: RefundParts): RefundNote => {
  const { order, refund, customer, settings } = parts;
  const letter = letterTo(customer, order, settings);
  return {
    ...letter,
    parts: partsOf(parts, letter),
    amount: showMoney(refund.amount),
    reason: refund.reason ?? '',
    endsAccess: order.delivery.entitlements.some(({ isRevoked }) => isRevoked),
  };
};

/** The note as plain text; lines end in \n. */
export const refundText = (note: RefundNote): string => {
  const { words } = note;
  const name = plainLine(note.customerName);
  return [
    ...(note.testNote === '' ? [] : [note.testNote, '']),
    name === '' ? words.hello : fill(words.helloName, { name }),
    '',
    words.refundIntro,
    '',
    `${words.order}: ${note.order}`,
    `${words.seller}: ${plainLine(note.seller)}`,
    '',
    rule,
    ...note.parts.map(({ label, amount }) => row(plainLine(label), amount)),
    row(fill(words.refundedTo, { card: plainLine(note.card) }), note.amount),
    rule,
    ...(note.reason === '' ? [] : ['', `${words.reason}: ${plainLine(note.reason)}`]),
    ...(note.endsAccess ? ['', words.accessEnds] : []),
    '',
    plainLine(note.support),
    '',
  ].join('\n');
};

/** The note as a page of HTML. Whatever merchant or customer wrote is escaped. */
export const refundHtml = (note: RefundNote): string => {
  const { words } = note;
  const name = escapeHtml(note.customerName);
  const rows = note.parts.map(({ label, amount }) => `<tr><td ${left}>${escapeHtml(label)}</td><td ${right}>${amount}</td></tr>`);
  return htmlMail(
    words.refundTitle,
    note.language,
    `${testBanner(note.testNote)}<p>${name === '' ? words.hello : fill(words.helloName, { name })}<br>${words.refundIntro}</p>
<p ${faint}>${words.order} ${note.order}, ${fill(words.soldBy, { seller: escapeHtml(note.seller) })}</p>
<table style="width:100%;border-collapse:collapse">
${rows.join('\n')}
<tr><td ${left}><strong>${fill(words.refundedTo, { card: escapeHtml(note.card) })}</strong></td><td ${right}><strong>${note.amount}</strong></td></tr>
</table>
${note.reason === '' ? '' : `<p>${words.reason}: ${escapeHtml(note.reason)}</p>\n`}${note.endsAccess ? `<p>${words.accessEnds}</p>\n` : ''}<p ${faint}>${escapeHtml(note.support)}</p>
`,
  );
};
