import type { FraudEntry } from '../services/fraud.ts';
import type { ApiAnswer, ApiRequest, Kind } from '../services/gateway-ingress.ts';
import type { System } from '../services/system.ts';
import { Random } from '../world/random.ts';
import type { Client } from './client.ts';
import { insist } from './insist.ts';

export const merchants = ['mer_north', 'mer_south'] as const;

/** An order as a merchant remembers it. */
export interface Placed {
  readonly merchant: string;
  /** The merchant's name for it, also in its metadata. */
  readonly cart: string;
  readonly email: string;
  /** Other addresses that mails were to go to. */
  readonly others: string[];
  readonly isOnline: boolean;
  readonly type: 'sale' | 'preauth';
  answer: ApiAnswer | undefined;
}

/** A number that passes the check: 4, then chance, then the check digit. */
export const cardNumber = (random: Random): string => {
  const digits = [4, ...Array.from({ length: 14 }, () => random.below(10))];
  const sum = digits.toReversed().reduce((total, digit, index) => {
    const doubled = index % 2 === 0 ? digit * 2 : digit;
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return [...digits, (10 - (sum % 10)) % 10].join('');
};

const albany = { line1: '1 Main St', city: 'Albany', region: 'NY', postalCode: '12207', country: 'US' };
const book = (unitAmount: number) => ({ sku: 'EBOOK-1', description: 'The Book', kind: 'digital', quantity: 1, unitAmount });
const song = (unitAmount: number) => ({ sku: 'SONG-1', description: 'The Song', kind: 'digital', quantity: 2, unitAmount });
const mug = (unitAmount: number) => ({
  sku: 'MUG-1',
  description: 'A mug',
  kind: 'physical',
  quantity: 2,
  unitAmount,
  weightGrams: 400,
});

/** How the orders are counted that come when the storm is over. */
const AFTERWARDS = 100;
/** How many orders their customers ask about: most of them for new links. */
const SHARE_HELPED_ONLINE = 0.6;
const SHARE_HELPED = 0.15;
const BLOCK_STREAM = 3;
const PARTS_OF_A_WHOLE = [1, 10, 33, 50, 67, 100];

/** Places orders, and does with them whatever a merchant may: captures in parts, voids, refunds, reviews, new links and mails, all of it
 *  also at once. */
export class Merchant {
  readonly orders: Placed[] = [];
  /** What was set, by version of the stream of fraud's settings, and when it was answered. */
  readonly settings: { readonly merchant: string; readonly version: number; readonly atMs: number }[] = [];
  /** What was blocked, and when that was answered. */
  readonly blocks: { readonly merchant: string; readonly sku: string; readonly atMs: number }[] = [];
  private readonly system: System;
  private readonly client: Client;
  private readonly random: Random;
  private keyCount = 0;
  private busyCount = 0;

  constructor(system: System, client: Client) {
    this.system = system;
    this.client = client;
    this.random = system.world.random;
  }

  get isDone(): boolean {
    return this.busyCount === 0;
  }

  /** So many orders, and some changes of settings, begun within this time. */
  begin(orderCount: number, withinMs: number): void {
    const { world } = this.system;
    for (let index = 0; index < orderCount; index += 1) {
      world.after(this.random.below(withinMs), undefined, () =>
        this.work(() => this.liveOrder(index, this.random.happens(0.7) ? merchants[0] : merchants[1])),
      );
    }
    if (this.random.happens(0.6)) {
      world.after(this.random.below(withinMs / 3), undefined, () => this.work(() => this.changeSettings()));
    }
    // Chance of its own: who blocks nothing orders as before.
    const chance = new Random(world.seed, BLOCK_STREAM);
    if (chance.happens(0.25)) {
      world.after(chance.below(withinMs / 2), undefined, () => this.work(() => this.blockGood()));
    }
  }

  /** One more order of each, now that nothing goes wrong any more. */
  placeAfterwards(): void {
    for (const [index, merchant] of merchants.entries()) {
      void this.work(() => this.liveOrder(AFTERWARDS + index, merchant));
    }
  }

  /** Asks for every answer once more: it must be the same. */
  async askAgain(): Promise<void> {
    const asked = new Map(this.client.journal.map(({ request }) => [`${request.merchant} ${request.key}`, request]));
    await Promise.all([...asked.values()].map((request) => this.client.send(request)));
  }

  private async work(live: () => Promise<void>): Promise<void> {
    this.busyCount += 1;
    await live();
    this.busyCount -= 1;
  }

  private async liveOrder(index: number, merchant: string): Promise<void> {
    const body = this.orderBody(index);
    const { type, items, customer, metadata } = body;
    const isOnline = items.some(({ kind }) => kind === 'digital');
    const placed: Placed = {
      merchant,
      cart: metadata.cart,
      email: customer.email,
      others: [],
      isOnline,
      type,
      answer: undefined,
    };
    this.orders.push(placed);
    placed.answer = await this.client.ask({ kind: 'place', merchant, key: this.nextKey(), order: '', body });
    const { id = '', status = '' } = JSON.parse(placed.answer.text) as { id?: string; status?: string };
    if (status === 'review') await this.review(merchant, id);
    if (status !== 'approved' && status !== 'review') return;
    const isHelped = this.random.happens(placed.isOnline ? SHARE_HELPED_ONLINE : SHARE_HELPED);
    await Promise.all([this.operate(merchant, id), ...(isHelped ? [this.help(placed, id)] : [])]);
  }

  private async review(merchant: string, order: string): Promise<void> {
    await this.system.world.sleep(this.random.below(20_000));
    const decision = this.random.happens(0.8) ? 'accept' : 'reject';
    await this.client.ask({ kind: 'review', merchant, key: this.nextKey(), order, body: { decision } });
  }

  private async operate(merchant: string, order: string): Promise<void> {
    const { random } = this;
    const count = random.pick([0, 1, 2, 2, 3, 4]);
    for (let done = 0; done < count; done += 1) {
      await this.system.world.sleep(random.pick([0, 50, 1_000, 8_000]));
      const requests = Array.from({ length: random.pick([1, 1, 2, 3]) }, () => this.operation(merchant, order));
      await Promise.all(requests.map((request) => this.client.ask(request)));
    }
  }

  /** Customers come back: their mail is lost, their link is too old, or their computer broke down. */
  private async help(placed: Placed, order: string): Promise<void> {
    const { random } = this;
    const count = random.pick([1, 2, 3]);
    for (let done = 0; done < count; done += 1) {
      await this.system.world.sleep(random.pick([0, 50, 5_000, 20_000]));
      const requests = Array.from({ length: random.pick([1, 1, 2]) }, () => this.service(placed, order));
      await Promise.all(requests.map((request) => this.client.ask(request)));
    }
  }

  private service(placed: Placed, order: string): ApiRequest {
    const { random } = this;
    const asked = { merchant: this.somebody(placed.merchant), key: this.nextKey(), order };
    if (random.happens(0.6))
      return { ...asked, kind: 'reissue', body: random.happens(0.3) ? { lines: [random.pick([1, 2])] } : {} };
    const kind = random.happens(0.3) ? { kind: 'refund' } : {};
    if (random.happens(0.6)) return { ...asked, kind: 'mail', body: kind };
    const to = `else-${placed.email}`;
    placed.others.push(to);
    return { ...asked, kind: 'mail', body: { ...kind, to } };
  }

  private operation(merchant: string, order: string): ApiRequest {
    const { random } = this;
    const kind = random.pick<Kind>(['capture', 'capture', 'refund', 'refund', 'refund', 'void']);
    const amount = random.happens(0.3) ? {} : { amount: random.pick(PARTS_OF_A_WHOLE) * random.pick([1, 10, 50]) };
    const final = random.happens(0.2) ? { final: true } : {};
    const body = kind === 'void' ? {} : kind === 'capture' ? { ...amount, ...final } : amount;
    return { kind, merchant: this.somebody(merchant), key: this.nextKey(), order, body };
  }

  /** At times somebody tries another's order: it is as good as absent. */
  private somebody(merchant: string): string {
    return this.random.happens(0.1) ? (merchants.find((other) => other !== merchant) ?? merchant) : merchant;
  }

  /** Keys are a merchant's own: two merchants use the same ones. */
  private nextKey(): string {
    this.keyCount += 1;
    return `key-${this.keyCount}`;
  }

  private orderBody(index: number) {
    const { random } = this;
    const number = cardNumber(random);
    if (random.happens(0.12)) this.system.acquirer.declined.add(number.slice(-4));
    const email = `customer-${index}@example.com`;
    if (random.happens(0.03)) this.system.mailServer.unknown.add(email);
    const price = random.happens(0.08) ? 600_000 : random.between(100, 9_999);
    const items = random.pick([[book(price)], [mug(price)], [book(price), mug(1_250)], [book(price), song(99)]]);
    const isShipped = items.some(({ kind }) => kind === 'physical');
    return {
      type: random.pick(['sale', 'preauth', 'preauth'] as const),
      currency: 'USD',
      items,
      ...(isShipped ? { shippingMethod: 'ground', shippingAddress: albany } : {}),
      customer: { email, name: 'Ann Buyer' },
      billingAddress: albany,
      payment: { card: { number, expiryMonth: 12, expiryYear: 2030, ...(random.happens(0.6) ? { cvc: '123' } : {}) } },
      metadata: { cart: `cart-${index}` },
    };
  }

  /** Everything over a dollar is held from now on. */
  private async changeSettings(): Promise<void> {
    const [merchant] = merchants;
    const document = { amount: { limits: { USD: 100 }, action: 'review' } };
    const version = await insist(this.system, 'fraud', (fraud: FraudEntry, command) => fraud.put(merchant, document, command));
    this.settings.push({ merchant, version, atMs: this.system.world.elapsedMs });
  }

  /** The other merchant sells a good no more. */
  private async blockGood(): Promise<void> {
    const [, merchant] = merchants;
    const { sku } = song(0);
    await insist(this.system, 'fraud', (fraud: FraudEntry, command) => fraud.block(merchant, sku, command));
    this.blocks.push({ merchant, sku, atMs: this.system.world.elapsedMs });
  }
}
