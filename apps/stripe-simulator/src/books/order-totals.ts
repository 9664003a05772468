import type { Book, Intent } from './book.js';

/** What the books hold for one order in one currency, over all its PaymentIntents; amounts in Stripe's minor units. */
export interface OrderTotals {
  readonly order: string;
  readonly currency: string;
  /** What issuers approved, also what was given up later. */
  readonly authorized: number;
  readonly captured: number;
  readonly refunded: number;
  /** What of that undid a payment that must not stand: refunds whose metadata name what they undo, in `undoes`. */
  readonly undone: number;
  /** Still on hold now. */
  readonly held: number;
  /** PaymentIntents with anything held, or taken and not given back: never more than one for an order. */
  readonly liveCount: number;
}

/** For auditors: authorized ≥ captured ≥ refunded, and authorized = captured + held + released. */
export const orderTotals = (book: Book): readonly OrderTotals[] => {
  const totals = new Map<string, OrderTotals>();
  for (const intent of book.intents) {
    const key = `${intent.order}|${intent.currency}`;
    totals.set(key, add(totals.get(key), totalsOf(book, intent)));
  }
  return [...totals.values()];
};

const totalsOf = (book: Book, intent: Intent): OrderTotals => {
  const refunded = book.refundedAmount(intent.id);
  return {
    order: intent.order,
    currency: intent.currency,
    authorized: intent.charge === undefined ? 0 : intent.amount,
    captured: intent.amountReceived,
    refunded,
    undone: sumOf(book.refundsOf(intent.id).filter(({ metadata }) => metadata.undoes !== undefined)),
    held: intent.amountCapturable,
    liveCount: intent.amountCapturable + intent.amountReceived - refunded > 0 ? 1 : 0,
  };
};

const sumOf = (refunds: readonly { readonly amount: number }[]): number => refunds.reduce((sum, { amount }) => sum + amount, 0);

const add = (sum: OrderTotals | undefined, one: OrderTotals): OrderTotals =>
  sum === undefined
    ? one
    : {
        ...sum,
        authorized: sum.authorized + one.authorized,
        captured: sum.captured + one.captured,
        refunded: sum.refunded + one.refunded,
        undone: sum.undone + one.undone,
        held: sum.held + one.held,
        liveCount: sum.liveCount + one.liveCount,
      };
