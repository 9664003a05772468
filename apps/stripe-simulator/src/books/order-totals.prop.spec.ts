import fc from 'fast-check';
import { createPaymentMethod } from '../cards/create-payment-method.js';
import type { Decision, Source } from '../decision.js';
import { ApiFailure } from '../http/api-failure.js';
import { cancelIntent } from '../payment-intents/cancel-intent.js';
import { captureIntent } from '../payment-intents/capture-intent.js';
import { confirmIntent } from '../payment-intents/confirm-intent.js';
import { createIntent } from '../payment-intents/create-intent.js';
import { createRefund } from '../refunds/create-refund.js';
import { Book } from './book.js';
import type { BookEntry } from './journal-entry.js';
import { orderTotals } from './order-totals.js';

const at = '2026-11-26T10:00:00.000Z';
const step = fc.oneof(
  fc.record({ kind: fc.constant('capture' as const), amount: fc.integer({ min: 1, max: 700 }), isFinal: fc.boolean() }),
  fc.record({ kind: fc.constant('refund' as const), amount: fc.integer({ min: 1, max: 700 }) }),
  fc.record({ kind: fc.constant('cancel' as const) }),
  fc.record({ kind: fc.constant('confirm' as const), number: fc.constantFrom('4242424242424242', '4000000000000002') }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Plays the steps against one intent; answers every entry that was written. What is refused changes nothing. */
const play = (
  steps: readonly Step[],
  hasMulticapture: boolean,
): { readonly book: Book; readonly entries: readonly BookEntry[] } => {
  const book = new Book();
  const entries: BookEntry[] = [];
  let count = 0;
  const newId = (prefix: string): string => {
    count += 1;
    return `${prefix}_${count}`;
  };
  const source: Source = { newId, now: () => new Date(at) };
  const perform = (decide: () => Decision): Decision['shows'] => {
    try {
      const decision = decide();
      for (const entry of decision.entries) book.record({ ...entry, at });
      entries.push(...decision.entries);
      return decision.shows;
    } catch (error) {
      if (!(error instanceof ApiFailure)) throw error;
      return {};
    }
  };
  const form = { amount: 1000, currency: 'usd', capture_method: 'manual' as const, metadata: { order: 'o', operation: 'p' } };
  const id = perform(() => createIntent(source, form)).intent ?? '';
  const options = { card: { request_multicapture: 'if_available' as const } };
  const confirm = (number: string): void => {
    const card = { number, exp_month: 12, exp_year: 2030 };
    const method = perform(() => createPaymentMethod(source, { type: 'card', card })).method ?? '';
    const confirmation = {
      payment_method: method,
      off_session: false,
      error_on_requires_action: true,
      payment_method_options: options,
    };
    perform(() => confirmIntent({ book, source, account: { hasMulticapture } }, id, confirmation));
  };
  for (const one of steps) {
    if (one.kind === 'confirm') confirm(one.number);
    else if (one.kind === 'cancel') perform(() => cancelIntent(book, id, undefined));
    else if (one.kind === 'refund')
      perform(() => createRefund(book, source, { payment_intent: id, amount: one.amount, metadata: {} }));
    else perform(() => captureIntent(book, id, { amount_to_capture: one.amount, final_capture: one.isFinal, metadata: {} }));
  }
  return { book, entries };
};

const released = (entries: readonly BookEntry[]): number =>
  entries.reduce((sum, entry) => sum + ('releasedAmount' in entry ? entry.releasedAmount : 0), 0);

describe('the books, whatever is asked', () => {
  it('I5: balance to the unit: authorized = captured + held + released, and refunded never exceeds captured', () =>
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), fc.boolean(), (steps, hasMulticapture) => {
        const { book, entries } = play(steps, hasMulticapture);
        const [totals] = orderTotals(book);
        expect(totals?.authorized).toBe((totals?.captured ?? 0) + (totals?.held ?? 0) + released(entries));
        expect(totals?.refunded).toBeLessThanOrEqual(totals?.captured ?? 0);
      }),
      { numRuns: 1_000 },
    ));

  it('are the same when they are read again from the journal', () =>
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), fc.boolean(), (steps, hasMulticapture) => {
        const { book, entries } = play(steps, hasMulticapture);
        const again = new Book();
        for (const entry of entries) again.record({ ...entry, at });
        expect(orderTotals(again)).toEqual(orderTotals(book));
        expect(again.intents).toEqual(book.intents);
      }),
    ));
});
