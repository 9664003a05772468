import type { RecordedEvent } from '@tollgate/contracts';
import { DomainError } from '@tollgate/errors';
import { type Money, money } from '@tollgate/money';
import { allocateRefund, balance, fold, type Order, type RefundAllocation, type RefundWish } from '@tollgate/order';
import {
  authorizationRequested,
  captureRequested,
  fraudAccepted,
  type HeaderInit,
  onlineLine,
  orderPlaced,
  orderPriced,
  paymentAuthorized,
  paymentCaptured,
  recorded,
  refundRequested,
  shippedLine,
} from '@tollgate/testing';
import fc from 'fast-check';
import { type OrderStep, stepsOf } from '../../projection/reported-order.js';
import { type JournalEntry, journalEntryOf } from '../journal-entry.js';

/** A wish that becomes an event where the order allows it; `share` of what is left, in thousandths. */
export interface Wish {
  readonly kind: 'capture' | 'refund' | 'refund of a piece' | 'failing refund';
  readonly share: number;
  readonly laterHours: number;
}

/** An order's price, in minor units; tax by jurisdiction, then by line, shipping first. */
export interface Priced {
  readonly currency: string;
  readonly lines: readonly { readonly isShipped: boolean; readonly quantity: number; readonly unit: bigint }[];
  readonly shipping: bigint;
  readonly taxes: readonly (readonly bigint[])[];
}

const jurisdictions = ['US-NY', 'US-CO', 'DE'];
const sum = (parts: readonly bigint[]): bigint => parts.reduce((total, part) => total + part, 0n);
const uuidOf = (order: number, count: number): string =>
  `01890a5d-ac96-7000-8000-${order.toString(16).padStart(4, '0')}${count.toString(16).padStart(8, '0')}`;
const partOf = (minor: bigint, share: number): bigint => (share === 1000 ? minor : (minor * BigInt(share)) / 1000n);

export const goodsOf = ({ lines }: Priced): bigint => sum(lines.map(({ quantity, unit }) => BigInt(quantity) * unit));
export const taxesOf = ({ taxes }: Priced): readonly (readonly [jurisdiction: string, minor: bigint])[] =>
  taxes.map((shares, index) => [jurisdictions[index] ?? '', sum(shares)]);
export const totalOf = (priced: Priced): bigint => goodsOf(priced) + priced.shipping + sum(taxesOf(priced).map(([, tax]) => tax));

/** A preauth and its history so far. */
class Preauth {
  readonly events: RecordedEvent[];
  private readonly on: HeaderInit;
  private hour = 0;
  private orderVersion = 1;
  private paymentVersion = 2;

  constructor(
    private readonly index: number,
    private readonly priced: Priced,
  ) {
    const { currency, shipping } = priced;
    this.on = { subject: { kind: 'order', id: uuidOf(index, 0) }, occurredAt: this.now() };
    const placement = uuidOf(index, 1);
    const total = this.of(totalOf(priced));
    const tax = this.of(sum(taxesOf(priced).map(([, minor]) => minor)));
    const price = { subtotal: this.of(goodsOf(priced)), shipping: this.of(shipping), tax, total, taxLines: this.taxLines() };
    this.events = [
      orderPlaced({ type: 'preauth', currency, lines: this.lines() }, { id: placement, ...this.on }),
      orderPriced(price, this.on),
      fraudAccepted(this.on),
      authorizationRequested(
        { operation: placement, amount: total, processor: 'stripe', isSale: false },
        { version: 1, ...this.on },
      ),
      paymentAuthorized({ operation: placement, amount: total }, { version: 2, ...this.on }),
    ];
  }

  /** What a wish leads to; nothing where nothing is left of what it asks for. */
  fulfil({ kind, share, laterHours }: Wish, count: number): void {
    this.hour += laterHours;
    const operation = uuidOf(this.index, 2 + count);
    const asked = { ...this.on, id: operation, version: this.orderVersion + 1, occurredAt: this.now() };
    const outcome = {
      ...this.on,
      id: uuidOf(this.index, 1000 + count),
      version: this.paymentVersion + 1,
      occurredAt: this.now(),
    };
    const events = kind === 'capture' ? this.capture(share, asked, outcome) : this.refund({ kind, share }, asked, outcome);
    if (events.length === 0) return;
    this.orderVersion += 1;
    this.paymentVersion += 1;
    this.events.push(...events);
  }

  private capture(share: number, asked: HeaderInit, outcome: HeaderInit): readonly RecordedEvent[] {
    const amount = this.of(partOf(balance(this.order.payment, this.priced.currency).capturable.minor, share));
    if (amount.minor === 0n) return [];
    const taken = { operation: asked.id ?? '', amount, isSale: false, isFinal: false };
    return [captureRequested({ amount, isFinal: false }, asked), paymentCaptured(taken, outcome)];
  }

  private refund(
    { kind, share }: Pick<Wish, 'kind' | 'share'>,
    asked: HeaderInit,
    outcome: HeaderInit,
  ): readonly RecordedEvent[] {
    const allocation = this.allocation(kind, share);
    if (allocation === undefined) return [];
    const operation = asked.id ?? '';
    const { amount } = allocation;
    return [
      refundRequested({ ...allocation, reason: 'damaged' }, asked),
      kind === 'failing refund'
        ? recorded('RefundFailed', { operation, code: 'insufficient_funds' }, outcome)
        : recorded('PaymentRefunded', { operation, amount }, outcome),
    ];
  }

  private allocation(kind: Wish['kind'], share: number): RefundAllocation | undefined {
    const amount = this.of(partOf(balance(this.order.payment, this.priced.currency).refundable.minor, share));
    const wish: RefundWish =
      kind === 'refund of a piece' ? { lines: [{ line: 1 + (share % this.priced.lines.length), quantity: 1 }] } : { amount };
    try {
      return allocateRefund(this.order, wish);
    } catch (error) {
      if (error instanceof DomainError) return undefined;
      throw error;
    }
  }

  private lines() {
    return this.priced.lines.map(({ isShipped, quantity, unit }) => ({
      ...(isShipped ? shippedLine : onlineLine),
      quantity,
      unitAmount: this.of(unit),
    }));
  }

  private taxLines() {
    return this.priced.taxes.map((shares, index) => ({
      jurisdiction: jurisdictions[index] ?? '',
      name: 'tax',
      amount: this.of(sum(shares)),
      shares: shares.map((amount, line) => ({ line, amount: this.of(amount) })),
    }));
  }

  private get order(): Order {
    return fold(this.events) as Order;
  }

  private of(minor: bigint): Money {
    return money(minor, this.priced.currency);
  }

  private now(): string {
    return new Date(Date.UTC(2026, 10, 1, this.hour)).toISOString();
  }
}

/** The history of one preauth as wishes make it. */
export const historyOf = (index: number, priced: Priced, wishes: readonly Wish[]): readonly RecordedEvent[] => {
  const preauth = new Preauth(index, priced);
  for (const [count, one] of wishes.entries()) preauth.fulfil(one, count);
  return preauth.events;
};

const minors = fc.bigInt({ min: 0n, max: 100_000n });

export const wishes: fc.Arbitrary<readonly Wish[]> = fc.array(
  fc.record({
    kind: fc.constantFrom<Wish['kind']>('capture', 'capture', 'refund', 'refund of a piece', 'failing refund'),
    share: fc.oneof(fc.integer({ min: 1, max: 1000 }), fc.constant(1000)),
    laterHours: fc.nat(40),
  }),
  { maxLength: 10 },
);

/** Currencies of 0, 2, 3 and 4 decimal places. */
export const prices: fc.Arbitrary<Priced> = fc
  .array(fc.record({ isShipped: fc.boolean(), quantity: fc.integer({ min: 1, max: 4 }), unit: minors }), {
    minLength: 1,
    maxLength: 4,
  })
  .chain((lines) =>
    fc.record({
      currency: fc.constantFrom('JPY', 'USD', 'BHD', 'CLF'),
      lines: fc.constant(lines),
      shipping: minors,
      taxes: fc.array(
        fc.array(fc.bigInt({ min: 0n, max: 5_000n }), { minLength: lines.length + 1, maxLength: lines.length + 1 }),
        {
          maxLength: 3,
        },
      ),
    }),
  );

export interface TestOrder {
  readonly price: Priced;
  readonly events: readonly RecordedEvent[];
}

export const histories: fc.Arbitrary<readonly TestOrder[]> = fc
  .array(fc.tuple(prices, wishes), { minLength: 1, maxLength: 3 })
  .map((orders) => orders.map(([price, all], index) => ({ price, events: historyOf(index, price, all) })));

/** What an order's history books. */
export const journalOf = (events: readonly RecordedEvent[]): readonly JournalEntry[] =>
  stepsOf(undefined, events).flatMap((step: OrderStep) => journalEntryOf(step) ?? []);
