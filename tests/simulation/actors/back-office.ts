import type { ApiEntry, ApiRequest } from '../services/gateway-ingress.ts';
import type { SettingsEntry } from '../services/settings.ts';
import type { System } from '../services/system.ts';
import { Random } from '../world/random.ts';
import type { Client } from './client.ts';
import { insist } from './insist.ts';
import { cardNumber, type Merchant, merchants } from './merchant.ts';

/** Who works for a store. The clerk may ask for refunds, and approve none. */
export const people = ['usr_ann', 'usr_bob', 'usr_eve'] as const;
export const clerk = 'usr_cal';

/** What a store's people gave away without a sale, as they remember it. */
export interface Credited {
  readonly merchant: string;
  readonly cart: string;
  readonly email: string;
  readonly others: readonly string[];
}

const CREDITS_STREAM = 4;
const REFUNDS_STREAM = 5;
const SHARE_OF_SEEDS = 0.6;
/** Of a day: two of the larger ones are too many. */
export const MOST_OF_A_DAY = 9_000;
const terms = { enabled: true, apiKeys: false, perCredit: { USD: 5_000 }, perDay: { USD: MOST_OF_A_DAY } };
const AMOUNTS = [900, 2_500, 4_000, 5_000, 5_000, 5_001];
const ROUNDS = 8;
const ROUNDS_AFTERWARDS = 3;
const PAUSES_MS = [0, 50, 2_000, 8_000];

/** The people of a store who give money away: credits without a sale, up to what a day allows, and refunds that want a second person. All of it also
 *  at once, and with what they may not. */
export class BackOffice {
  readonly credits: Credited[] = [];
  /** What one person may give back of an order from some moment on. */
  readonly limits: { readonly merchant: string; readonly minor: number; readonly atMs: number }[] = [];
  private readonly system: System;
  private readonly client: Client;
  private readonly merchant: Merchant;
  /** What chance decides by, where there is a limit. */
  private afterwards: Random | undefined;
  private busyCount = 0;
  private keyCount = 0;

  constructor(system: System, client: Client, merchant: Merchant) {
    this.system = system;
    this.client = client;
    this.merchant = merchant;
  }

  get isDone(): boolean {
    return this.busyCount === 0;
  }

  /** Chance of its own: a store whose people give nothing away lives as before. */
  begin(withinMs: number): void {
    const { seed } = this.system.world;
    const works: readonly (readonly [number, (chance: Random) => Promise<void>])[] = [
      [CREDITS_STREAM, (chance) => this.giveCredits(chance)],
      [REFUNDS_STREAM, (chance) => this.giveBack(chance)],
    ];
    for (const [stream, work] of works) {
      const chance = new Random(seed, stream);
      if (chance.happens(SHARE_OF_SEEDS)) void this.work(chance.below(withinMs / 3), () => work(chance));
    }
  }

  /** Some more refunds, now that nothing goes wrong any more and everybody knows of the limit. */
  refundAfterwards(): void {
    const { afterwards } = this;
    if (afterwards !== undefined) void this.work(0, () => this.refundSome(afterwards, ROUNDS_AFTERWARDS));
  }

  private async work(afterMs: number, live: () => Promise<void>): Promise<void> {
    this.busyCount += 1;
    await this.system.world.sleep(afterMs);
    await live();
    this.busyCount -= 1;
  }

  private async giveCredits(chance: Random): Promise<void> {
    const merchant = chance.pick(merchants);
    await insist(this.system, 'authorization', (entry: SettingsEntry, command) => entry.put(merchant, terms, command));
    const cards = [cardNumber(chance), cardNumber(chance)];
    if (chance.happens(0.2)) this.system.acquirer.declined.add((cards[0] ?? '').slice(-4));
    for (let rounds = chance.between(1, 4); rounds > 0; rounds -= 1) {
      await this.system.world.sleep(chance.pick(PAUSES_MS));
      const requests = Array.from({ length: chance.pick([1, 2, 2, 3]) }, () => this.credit(merchant, chance, cards));
      await Promise.all(requests.map((request) => this.client.ask(request)));
    }
  }

  private credit(merchant: string, chance: Random, cards: readonly string[]): ApiRequest {
    const number = this.credits.length + 1;
    const credited = { merchant, cart: `credit-${number}`, email: `credited-${number}@example.com`, others: [] };
    this.credits.push(credited);
    const body = {
      amount: chance.pick(AMOUNTS),
      currency: 'USD',
      description: 'For the late parcel',
      customer: { email: credited.email, name: 'Ann Buyer' },
      payment: { card: { number: chance.pick(cards), expiryMonth: 12, expiryYear: 2030 } },
      metadata: { cart: credited.cart },
      ...(chance.happens(0.7) ? { allowDuplicate: true } : {}),
    };
    return { kind: 'credit', merchant, key: this.nextKey(), order: '', body, by: chance.pick(people) };
  }

  private async giveBack(chance: Random): Promise<void> {
    const [merchant] = merchants;
    const minor = chance.pick([0, 0, 100]);
    const document = { limits: { USD: minor }, appliesToKeys: false, approvalHours: 1 };
    await insist(this.system, 'gateway-ingress', (entry: ApiEntry, command) => entry.limits.put(merchant, document, command));
    this.limits.push({ merchant, minor, atMs: this.system.world.elapsedMs });
    await this.refundSome(chance, ROUNDS);
    this.afterwards = chance;
  }

  private async refundSome(chance: Random, rounds: number): Promise<void> {
    const [merchant] = merchants;
    for (let round = 0; round < rounds; round += 1) {
      await this.system.world.sleep(chance.pick([50, 1_000, 8_000]));
      const order = this.sold(merchant, chance);
      if (order !== undefined) await this.refund(merchant, order, chance);
    }
  }

  /** An order that was answered as approved by now. */
  private sold(merchant: string, chance: Random): string | undefined {
    const ids = this.merchant.orders
      .filter((placed) => placed.merchant === merchant && placed.answer?.text.includes('"status":"approved"'))
      .map(({ answer }) => (JSON.parse(answer?.text ?? '{}') as { readonly id: string }).id);
    return ids.length === 0 ? undefined : chance.pick(ids);
  }

  private async refund(merchant: string, order: string, chance: Random): Promise<void> {
    const asks = chance.pick([...people, clerk]);
    const refunds = Array.from({ length: chance.pick([1, 1, 2]) }, () => ({
      kind: 'refund' as const,
      merchant,
      key: this.nextKey(),
      order,
      body: chance.happens(0.3) ? {} : { amount: chance.pick([20, 50, 150, 900]) },
      by: asks,
    }));
    await Promise.all(
      refunds.map(async (request) => {
        const { status, text } = await this.client.ask(request);
        const { id = '' } = JSON.parse(text) as { readonly id?: string };
        if (status === 202 && id.startsWith('apr_')) await this.decide({ merchant, order, approval: id }, asks, chance);
      }),
    );
  }

  /** By another person, by several at once, and by whoever may not. */
  private async decide(
    { merchant, order, approval }: { readonly merchant: string; readonly order: string; readonly approval: string },
    asked: string,
    chance: Random,
  ): Promise<void> {
    await this.system.world.sleep(chance.pick([0, 50, 5_000]));
    const others = people.filter((one) => one !== asked);
    const deciders = chance.pick([
      others.slice(0, 1),
      others,
      [asked],
      [asked],
      [asked, ...others],
      [clerk],
      [...others, ...others],
    ]);
    const decisions = deciders.map((by) => ({
      kind: 'decide' as const,
      merchant,
      key: this.nextKey(),
      order,
      body: { approval, decision: chance.happens(0.8) ? 'approve' : 'reject', ...(chance.happens(0.3) ? { note: 'seen' } : {}) },
      by,
    }));
    await Promise.all(decisions.map((decision) => this.client.ask(decision)));
  }

  private nextKey(): string {
    this.keyCount += 1;
    return `desk-${this.keyCount}`;
  }
}
