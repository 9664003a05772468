import type { RecordedEvent } from '@tollgate/contracts';
import { money } from '@tollgate/money';
import { allocateRefund, balance, fold, type Order } from '@tollgate/order';
import {
  captureRequested,
  fraudAccepted,
  onlineLine,
  orderPlaced,
  orderPriced,
  paymentAuthorized,
  paymentCaptured,
  recorded,
  refundRequested,
} from '@tollgate/testing';
import fc from 'fast-check';
import { stepsOf } from '../projection/reported-order.js';
import { addToDay, type DailySales, dayKeyOf } from './daily-sales.js';

/** A wish that becomes an event where the order allows it; `share` of what is left, in thousandths. */
interface Wish {
  readonly kind: 'capture' | 'refund' | 'failing refund';
  readonly share: number;
  readonly laterDays: number;
}

interface Priced {
  readonly currency: string;
  readonly goods: bigint;
  readonly shipping: bigint;
  readonly tax: bigint;
}

const uuidOf = (order: number, count: number): string =>
  `01890a5d-ac96-7000-8000-${order.toString(16).padStart(4, '0')}${count.toString(16).padStart(8, '0')}`;
const dayAt = (day: number): string => new Date(Date.UTC(2026, 10, 1 + day, 12)).toISOString();
const partOf = (minor: bigint, share: number): bigint => (share === 1000 ? minor : (minor * BigInt(share)) / 1000n);

/** A preauth and its history so far. */
class Preauth {
  readonly events: RecordedEvent[];
  private readonly subject;
  private day = 0;
  private orderVersion = 1;
  private paymentVersion = 1;

  constructor(
    private readonly index: number,
    private readonly priced: Priced,
  ) {
    const { goods, shipping, tax, currency } = priced;
    this.subject = { subject: { kind: 'order', id: uuidOf(index, 0) } } as const;
    const lines = [{ ...onlineLine, unitAmount: this.of(goods) }];
    const taxLines = [{ amount: this.of(tax), shares: [{ line: 1, amount: this.of(tax) }] }];
    const total = this.of(goods + shipping + tax);
    const price = { subtotal: this.of(goods), shipping: this.of(shipping), tax: this.of(tax), total, taxLines };
    const placement = uuidOf(index, 1);
    this.events = [
      orderPlaced({ type: 'preauth', currency, lines }, { id: placement, ...this.subject }),
      orderPriced(price, this.subject),
      fraudAccepted(this.subject),
      paymentAuthorized({ operation: placement, amount: total }, { version: 1, ...this.subject }),
    ];
  }

  /** What a wish leads to; nothing where nothing is left. */
  fulfil({ kind, share, laterDays }: Wish, count: number): void {
    this.day += laterDays;
    const left = balance(this.order.payment, this.priced.currency);
    const amount = this.of(partOf(kind === 'capture' ? left.capturable.minor : left.refundable.minor, share));
    if (amount.minor === 0n) return;
    const operation = uuidOf(this.index, 2 + count);
    this.orderVersion += 1;
    this.paymentVersion += 1;
    const at = { occurredAt: dayAt(this.day), ...this.subject };
    const asked = { id: operation, version: this.orderVersion, ...at };
    const outcome = { version: this.paymentVersion, ...at };
    if (kind === 'capture') {
      this.events.push(captureRequested({ amount, isFinal: false }, asked));
      this.events.push(paymentCaptured({ operation, amount, isSale: false, isFinal: false }, outcome));
      return;
    }
    this.events.push(refundRequested(allocateRefund(this.order, { amount }), asked));
    this.events.push(
      kind === 'refund'
        ? recorded('PaymentRefunded', { operation, amount }, outcome)
        : recorded('RefundFailed', { operation, code: 'insufficient_funds' }, outcome),
    );
  }

  private get order(): Order {
    return fold(this.events) as Order;
  }

  private of(minor: bigint) {
    return money(minor, this.priced.currency);
  }
}

/** The history of one preauth as wishes make it. */
const historyOf = (index: number, priced: Priced, wishes: readonly Wish[]): readonly RecordedEvent[] => {
  const preauth = new Preauth(index, priced);
  for (const [count, one] of wishes.entries()) preauth.fulfil(one, count);
  return preauth.events;
};

const minors = fc.bigInt({ min: 0n, max: 100_000n });
const wish: fc.Arbitrary<Wish> = fc.record({
  kind: fc.constantFrom<Wish['kind']>('capture', 'capture', 'refund', 'failing refund'),
  share: fc.oneof(fc.integer({ min: 1, max: 1000 }), fc.constant(1000)),
  laterDays: fc.nat(2),
});
const priced: fc.Arbitrary<Priced> = fc.record({
  currency: fc.constantFrom('USD', 'EUR', 'JPY', 'KWD'),
  goods: minors,
  shipping: minors,
  tax: minors,
});
const histories = fc
  .array(fc.tuple(priced, fc.array(wish, { maxLength: 12 })), { minLength: 1, maxLength: 3 })
  .map((orders) => orders.map(([price, wishes], index) => ({ price, events: historyOf(index, price, wishes) })));

/** The days after all these events of several orders. */
const daysOf = (orders: readonly (readonly RecordedEvent[])[]): ReadonlyMap<string, DailySales> => {
  const days = new Map<string, DailySales>();
  for (const step of orders.flatMap((events) => stepsOf(undefined, events))) {
    const key = dayKeyOf(step);
    if (key !== undefined) days.set(key, addToDay(days.get(key), step));
  }
  return days;
};

const total = (days: Iterable<DailySales>, of: (day: DailySales) => bigint): bigint =>
  [...days].reduce((sum, day) => sum + of(day), 0n);

describe('daily sales, for any captures and refunds', () => {
  it('I5, M6: all days together are the balance of the orders, to the unit', () => {
    fc.assert(
      fc.property(histories, (orders) => {
        for (const currency of ['USD', 'EUR', 'JPY', 'KWD']) {
          const own = orders.filter(({ price }) => price.currency === currency);
          const days = [...daysOf(own.map(({ events }) => events)).values()];
          const balances = own.map(({ events }) => balance((fold(events) as Order).payment, currency));
          expect(total(days, (day) => day.capturedMinor)).toBe(balances.reduce((sum, { captured }) => sum + captured.minor, 0n));
          expect(total(days, (day) => day.refundedMinor)).toBe(balances.reduce((sum, { refunded }) => sum + refunded.minor, 0n));
          expect(total(days, (day) => BigInt(day.orderCount))).toBe(
            BigInt(balances.filter(({ captured }) => captured.minor > 0n).length),
          );
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('M6: a day before the last event stays what it was, whatever comes after', () => {
    fc.assert(
      fc.property(histories, fc.nat(), ({ 0: first }, cut) => {
        const events = first?.events ?? [];
        const length = 4 + (cut % Math.max(events.length - 3, 1));
        const last = events[length - 1]?.header.occurredAt.slice(0, 10) ?? '';
        const whole = daysOf([events]);
        for (const [key, day] of daysOf([events.slice(0, length)])) if (day.day < last) expect(whole.get(key)).toEqual(day);
      }),
      { numRuns: 2_000 },
    );
  });

  it('parts are never negative, and never more than what they are parts of', () => {
    fc.assert(
      fc.property(histories, (orders) => {
        for (const day of daysOf(orders.map(({ events }) => events)).values()) {
          const { capturedMinor, shippingMinor, taxMinor, refundedMinor, refundedShippingMinor, refundedTaxMinor } = day;
          expect(shippingMinor >= 0n && taxMinor >= 0n && shippingMinor + taxMinor <= capturedMinor).toBe(true);
          expect(refundedShippingMinor >= 0n && refundedTaxMinor >= 0n).toBe(true);
          expect(refundedShippingMinor + refundedTaxMinor <= refundedMinor).toBe(true);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('an order that is captured whole, in parts, gives its own shipping and tax; refunded whole, it takes them back', () => {
    const everything = (kind: Wish['kind'], wishes: readonly Wish[]): readonly Wish[] => [
      ...wishes.map((one) => ({ ...one, kind })),
      { kind, share: 1000, laterDays: 1 },
    ];
    fc.assert(
      fc.property(priced, fc.array(wish, { maxLength: 6 }), (price, wishes) => {
        const history = historyOf(0, price, [...everything('capture', wishes), ...everything('refund', wishes)]);
        const days = [...daysOf([history]).values()];
        expect(total(days, (day) => day.shippingMinor)).toBe(price.shipping);
        expect(total(days, (day) => day.taxMinor)).toBe(price.tax);
        expect(total(days, (day) => day.refundedShippingMinor)).toBe(price.shipping);
        expect(total(days, (day) => day.refundedTaxMinor)).toBe(price.tax);
      }),
      { numRuns: 2_000 },
    );
  });
});
