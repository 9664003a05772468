import { exponentOf } from '@tollgate/money';
import { describeCardProcessor, type Holdings, type ProcessorHarness } from '../card-processor.contract.js';
import { toStripeAmount } from './amounts/stripe-amount.js';
import { CARDS, money, StripeStack } from './testing/stripe-stack.js';

const NOTHING: Holdings = { held: 0n, captured: 0n, refunded: 0n };

/** One of ISO's minor units, in Stripe's; a hundredth of Stripe's unit is not charged, so the scale is read off a
 *  whole one. */
const fromStripe = (amount: number, currency: string): bigint => {
  const whole = 10n ** BigInt(exponentOf(currency));
  return (BigInt(amount) * whole) / BigInt(toStripeAmount(money(whole, currency)).amount);
};

const startHarness = async (hasMulticapture: boolean): Promise<ProcessorHarness> => {
  const stack = await StripeStack.start({ hasMulticapture });
  return {
    processor: stack.processor,
    mode: 'test',
    cards: {
      approving: CARDS.approved,
      declining: CARDS.declined,
      withoutFunds: CARDS.insufficientFunds,
      wrongAddress: CARDS.wrongAddress,
      captureRefused: { pan: CARDS.expiresEarly, code: 'authorization_expired' },
      refundRefused: { pan: CARDS.disputed, code: 'charge_disputed' },
    },
    amounts: {
      exact: [
        money(1234n, 'USD'),
        money(500n, 'JPY'),
        money(5120n, 'KWD'),
        money(5n, 'ISK'),
        money(7n, 'UGX'),
        money(1200n, 'MGA'),
      ],
      refused: [money(1000n, 'IQD'), money(1000n, 'CLF')],
    },
    capturesInParts: hasMulticapture,
    /** What undid a sale is no refund of the merchant's, and what it took back was never theirs. */
    books: async (order) => {
      const totals = stack.simulator.books().find((each) => each.order === order);
      if (totals === undefined) return NOTHING;
      const minor = (amount: number): bigint => fromStripe(amount, totals.currency.toUpperCase());
      const { held, captured, refunded, undone } = totals;
      return { held: minor(held), captured: minor(captured - undone), refunded: minor(refunded - undone) };
    },
    stop: () => stack.stop(),
  };
};

describeCardProcessor('stripe', () => startHarness(false));
describeCardProcessor('stripe with multicapture', () => startHarness(true));
