import type { RecordedEvent } from '@tollgate/contracts';
import { type Money, money } from '@tollgate/money';
import { allocateRefund, balance, fold, type Order } from '@tollgate/order';
import {
  authorizationRequested,
  captureRequested,
  creditDeclined,
  creditSettled,
  creditSubmitted,
  fraudAccepted,
  fraudHeld,
  fraudRejected,
  orderPlaced,
  paymentAuthorized,
  paymentCaptured,
  paymentDeclined,
  recorded,
  reviewResolved,
} from '@tollgate/testing';
import fc from 'fast-check';
import { type OrderWish, orderWish, type Step } from './order-wish.js';

const uuidOf = (order: number, count: number): string =>
  `01890a5d-ac96-7000-8000-${order.toString(16).padStart(6, '0')}${count.toString(16).padStart(6, '0')}`;

/** The events of one order as a wish makes them; where it is impossible, nothing comes of a step. */
class History {
  readonly events: RecordedEvent[] = [];
  private readonly versions = new Map<string, number>();
  private readonly placement: string;
  private count = 1;
  private atMs: number;

  constructor(
    private readonly index: number,
    private readonly wish: OrderWish,
  ) {
    this.placement = uuidOf(index, 1);
    this.atMs = wish.atMs;
    this.begin();
  }

  private begin(): void {
    const { wish } = this;
    if (wish.begin === 'credit') {
      this.credit();
      return;
    }
    const lines = wish.lines.map(({ sku, unit, quantity }) => ({ sku, quantity, unitAmount: this.of(unit) }));
    const address = { country: wish.country };
    this.add('order', (at) =>
      orderPlaced(
        {
          type: 'preauth',
          currency: wish.currency,
          lines,
          billing: address,
          shipping: address,
          screening: { email: wish.email },
        },
        at,
      ),
    );
    if (wish.begin === 'fail to price') {
      this.add('pricing', (at) => recorded('OrderPricingFailed', { code: 'not_served' }, at));
    } else {
      this.price();
      if (this.screen()) this.authorize();
    }
  }

  /** Money to a card without a sale before it, in a country or in none. */
  private credit(): void {
    const { authorization, shipping, country } = this.wish;
    const operation = this.placement;
    const amount = this.of(shipping + 1n);
    const billing = shipping % 2n === 0n ? { billing: { country } } : {};
    this.add('order', (at) => recorded('CreditPlaced', { amount, description: 'sorry', ...billing }, at as never));
    if (authorization === 'none') return;
    this.add('payment', (at) => creditSubmitted({ operation, amount }, at));
    if (authorization === 'unknown') return;
    this.atMs += (this.wish.steps[0]?.laterMinutes ?? 0) * 60_000;
    if (authorization === 'approve') this.add('payment', (at) => creditSettled({ operation, amount }, at));
    else this.add('payment', (at) => creditDeclined({ operation }, at));
  }

  private price(): void {
    const { lines, shipping, rates, country, method } = this.wish;
    const amounts = [shipping, ...lines.map(({ unit, quantity }) => unit * BigInt(quantity))];
    const taxLines = rates.map((ratePpm, number) => {
      const shares = amounts.map((amount, line) => ({
        line,
        taxable: this.of(amount),
        amount: this.of((amount * BigInt(ratePpm)) / 1_000_000n),
      }));
      const sum = (of: 'taxable' | 'amount') => this.of(shares.reduce((total, share) => total + share[of].minor, 0n));
      return {
        jurisdiction: `${country}-${number}`,
        name: `tax ${number}`,
        ratePpm,
        taxable: sum('taxable'),
        amount: sum('amount'),
        shares,
      };
    });
    const subtotal = amounts.slice(1).reduce((a, b) => a + b, 0n);
    const tax = taxLines.reduce((total, { amount }) => total + amount.minor, 0n);
    const total = this.of(subtotal + shipping + tax);
    const price = {
      subtotal: this.of(subtotal),
      shipping: this.of(shipping),
      tax: this.of(tax),
      total,
      taxLines,
      destination: { country },
      shippingMethod: method,
    };
    this.add('pricing', (at) => recorded('OrderPriced', price, at));
  }

  /** Whether it goes on. */
  private screen(): boolean {
    const { fraud } = this.wish;
    if (fraud === 'accept') this.add('fraud', (at) => fraudAccepted(at));
    else if (fraud === 'reject') this.add('fraud', (at) => fraudRejected('card_velocity', at));
    else this.add('fraud', (at) => fraudHeld(at));
    if (fraud === 'hold and accept') this.add('fraud', (at) => reviewResolved('accept', at));
    if (fraud === 'hold and reject') this.add('fraud', (at) => reviewResolved('reject', at));
    return fraud === 'accept' || fraud === 'hold and accept';
  }

  private authorize(): void {
    const operation = this.placement;
    const amount = this.order.pricing?.total ?? this.of(0n);
    const { authorization, processor } = this.wish;
    if (authorization !== 'none')
      this.add('payment', (at) => authorizationRequested({ operation, amount, processor, isSale: false }, at));
    if (authorization === 'decline') this.add('payment', (at) => paymentDeclined({ operation }, at));
    if (authorization === 'reject') this.add('payment', (at) => recorded('OrderRejected', { code: 'card_data_lost' }, at));
    if (authorization === 'unknown') {
      this.add('payment', (at) => recorded('AuthorizationUnknown', { operation, cause: 'no_answer' }, at));
      this.add('payment', (at) => recorded('AuthorizationReversed', { operation }, at));
    }
    if (authorization !== 'approve') return;
    this.add('payment', (at) => paymentAuthorized({ operation, amount }, at));
    for (const step of this.wish.steps) {
      this.atMs += step.laterMinutes * 60_000;
      this.take(step);
    }
  }

  private take({ kind, share }: Step): void {
    const { capturable, refundable, remaining } = balance(this.order.payment, this.wish.currency);
    const part = (minor: bigint) => this.of(share === 1000 ? minor : (minor * BigInt(share)) / 1000n);
    const takes: Readonly<Record<Step['kind'], () => void>> = {
      capture: () => this.capture(part(capturable.minor)),
      expire: () => this.expire(remaining),
      void: () => this.ask('VoidRequested', 'PaymentVoided', { amount: capturable }),
      download: () => this.add('delivery', (at) => recorded('DownloadCompleted', { entitlement: 0, generation: 1 }, at)),
      refund: () => this.refund(part(refundable.minor), 'PaymentRefunded'),
      'failing refund': () => this.refund(part(refundable.minor), 'RefundFailed'),
      'refund pieces': () => this.refundPieces(share),
    };
    if (kind !== 'void' || capturable.minor > 0n) takes[kind]();
  }

  private expire(amount: Money): void {
    if (amount.minor > 0n)
      this.add('payment', (at) => recorded('AuthorizationExpired', { operation: this.placement, amount }, at));
  }

  private refund(amount: Money, said: 'PaymentRefunded' | 'RefundFailed'): void {
    if (amount.minor > 0n) this.ask('RefundRequested', said, allocateRefund(this.order, { amount }));
  }

  private capture(amount: Money): void {
    const isFree = this.order.pricing?.total?.minor === 0n && !this.events.some(({ type }) => type === 'PaymentCaptured');
    if (amount.minor === 0n && !isFree) return;
    const operation = this.nextId();
    this.add('order', (at) => captureRequested({ amount, isFinal: false }, { ...at, id: operation }));
    this.add('payment', (at) => paymentCaptured({ operation, amount, isSale: false, isFinal: false }, at));
  }

  /** One piece of a line, where one is left and was paid. */
  private refundPieces(share: number): void {
    const line = 1 + (share % this.wish.lines.length);
    try {
      this.ask('RefundRequested', 'PaymentRefunded', allocateRefund(this.order, { lines: [{ line, quantity: 1 }] }));
    } catch {
      // Nothing of it is left to give back.
    }
  }

  private ask(
    asked: 'VoidRequested' | 'RefundRequested',
    said: 'PaymentVoided' | 'PaymentRefunded' | 'RefundFailed',
    data: object,
  ): void {
    const operation = this.nextId();
    this.add('order', (at) => recorded(asked, data as never, { ...at, id: operation }));
    this.add('payment', (at) =>
      recorded(said, { operation, ...('amount' in data ? { amount: data.amount } : {}), code: 'no' } as never, at),
    );
  }

  private add(stream: string, make: (at: object) => RecordedEvent): void {
    const version = (this.versions.get(stream) ?? 0) + 1;
    this.versions.set(stream, version);
    this.atMs += 1_000;
    const subject = { kind: 'order', id: uuidOf(this.index, 0) } as const;
    const id = this.events.length === 0 ? this.placement : this.nextId();
    this.events.push(
      make({ subject, id, version, stream, merchant: this.wish.merchant, occurredAt: new Date(this.atMs).toISOString() }),
    );
  }

  private nextId(): string {
    this.count += 1;
    return uuidOf(this.index, this.count);
  }

  private get order(): Order {
    return fold(this.events) as Order;
  }

  private of(minor: bigint) {
    return money(minor, this.wish.currency);
  }
}

/** The histories of several orders, each whole. */
export const histories = (maxLength: number, minLength = 1): fc.Arbitrary<readonly (readonly RecordedEvent[])[]> =>
  fc.array(orderWish, { minLength, maxLength }).map((wishes) => wishes.map((one, index) => new History(index + 1, one).events));
