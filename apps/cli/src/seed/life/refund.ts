import { newEvent, type RecordedEvent, type RecordedEventOf } from '@tollgate/contracts';
import { money } from '@tollgate/money';
import { allocateRefund, balance, type Order, type RefundWish, refundableParts } from '@tollgate/order';
import { SECOND_SEEDER, SEEDER } from '../plan.js';
import { referenceOf } from './acquirer-reference.js';
import { type AskedRefund, askSecondPerson, type WaitingRefund, wantsSecondPerson } from './approval.js';
import { revoke } from './deliver.js';
import { sendMail } from './mail.js';
import type { Story } from './story.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
/** Of orders that were paid, and of those that were refunded. */
const REFUNDED = 0.031;
const AGAIN = 0.08;
const LATEST_DAYS = 30;
const WHOLE = 0.5;
const BY_LINES = 0.3;
const REFUSED = 0.012;

const reasons = ['customer returned it', 'damaged in transit', 'not as described', 'bought by mistake', 'goodwill'] as const;

/** Some days after a capture, most often soon. */
export const planRefund = (story: Story, capturedAtMs: number): void => {
  if (story.chance.happens(REFUNDED)) plan(story, capturedAtMs);
};

const plan = (story: Story, afterMs: number): void => {
  const { chance } = story;
  const waits = Math.round(Math.min(chance.fraction(), chance.fraction()) * LATEST_DAYS * DAY_MS) + HOUR_MS;
  story.later(afterMs + waits, (atMs) => refund(story, atMs));
};

/** All that is left, some of it, or pieces of a line. */
const wishOf = ({ chance }: Story, order: Order): RefundWish => {
  const { currency } = order.placed;
  const { refundable, captured } = balance(order.payment, currency);
  const drawn = chance.fraction();
  const lines = refundableParts(order).filter(({ line, quantity, goods }) => line > 0 && quantity > 0 && goods > 0n);
  const isWholeOrder = captured.minor === order.pricing?.total?.minor;
  if (drawn > WHOLE && drawn < WHOLE + BY_LINES && isWholeOrder && lines.length > 0) {
    const { line, quantity } = chance.pick(lines);
    return { lines: [{ line, quantity: chance.between(1, quantity) }] };
  }
  if (drawn < WHOLE) return { amount: refundable };
  const some = (refundable.minor * BigInt(chance.between(10, 60))) / 100n;
  return { amount: some > 0n ? money(some, currency) : refundable };
};

const refund = (story: Story, atMs: number): void => {
  const { chance, order } = story;
  if (balance(order.payment, order.placed.currency).refundable.minor === 0n) return;
  const wish = wishOf(story, order);
  const asked = { ...allocateRefund(order, wish), reason: chance.pick(reasons) };
  if (wantsSecondPerson(story, asked, atMs)) {
    const give = (approved: Approved): void => giveBack(story, asked, approved);
    askSecondPerson(story, { asked, isByLines: 'lines' in wish, atMs, give });
  } else giveBack(story, asked, { atMs, command: chance.uuid(atMs), approval: '' });
};

type Approved = Parameters<WaitingRefund['give']>[0];

const giveBack = (story: Story, asked: AskedRefund, { atMs, command, approval }: Approved): void => {
  const { history, chance } = story;
  const on = approval === '' ? SEEDER : SECOND_SEEDER;
  const by = { cause: command, correlation: chance.uuid(atMs), on };
  const requested = history.add(newEvent('RefundRequested', { ...asked, approval }), { atMs, ...by });
  const operation = requested.header.id;
  const { amount } = asked;
  const sentAtMs = atMs + chance.between(4, 20);
  const sent = newEvent('RefundSubmitted', { operation, amount, reference: referenceOf(chance, sentAtMs) });
  history.add(sent, { atMs: sentAtMs, cause: requested });
  const done = { atMs: sentAtMs + chance.between(20, 600), cause: requested };
  if (chance.happens(REFUSED)) {
    history.add(newEvent('RefundFailed', { operation, code: 'do_not_honor', networkCode: '05' }), done);
    return;
  }
  const refunded: RecordedEvent = history.add(newEvent('PaymentRefunded', { operation, amount }), done);
  revoke(story, refunded as RecordedEventOf<'PaymentRefunded'>, done.atMs);
  sendMail(story, { kind: 'refund', operation, cause: refunded, atMs: done.atMs });
  if (chance.happens(AGAIN)) plan(story, done.atMs);
};
