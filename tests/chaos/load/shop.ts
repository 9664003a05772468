// The load: orders one after the other at an even pace, each taken to the end of its journey.
import { setTimeout as sleep } from 'node:timers/promises';
import { mugs, someOrder } from '../../load/orders.ts';
import type { Answer } from '../../load/place.ts';
import type { Demo } from '../../stack.ts';
import type { Journal } from '../journal.ts';
import { seededRandom } from '../random.ts';
import { Customer, type Fetched } from './customer.ts';
import { type Journey, journeyOf, type Step } from './journey.ts';
import { Merchant } from './merchant.ts';
import { type Paper, paperItem, putPaper } from './paper.ts';
import type { Wallet } from './wallet.ts';

export interface Pace {
  readonly seed: number;
  readonly ordersPerS: number;
  /** How many journeys may be on their way at once. */
  readonly connections: number;
}

/** The simulator's own. Source: apps/acquirer-simulator/README.md. */
const testCards = { declined: '4000000000000002', silent: '4000000000000119', late: '4000000000000259' };
const goodsOf = {
  paper: { items: [paperItem], shippingMethod: undefined, shippingAddress: undefined },
  mugs: { items: [mugs] },
  both: { items: [paperItem, mugs] },
};

/** Who tells of what happens in a shop, and what pays there. */
export interface Shopping {
  readonly demo: Demo;
  readonly journal: Journal;
  readonly wallet: Wallet;
}

export class Shop {
  readonly merchant: Merchant;
  readonly customer: Customer;
  orderCount = 0;
  private readonly paper: Paper;
  private readonly wallet: Wallet;
  private readonly patience = new AbortController();
  private readonly underWay = new Set<Promise<void>>();

  private constructor({ demo, journal, wallet }: Shopping, paper: Paper) {
    this.merchant = new Merchant(demo, journal, this.patience.signal);
    this.customer = new Customer(demo, journal, this.patience.signal);
    this.wallet = wallet;
    this.paper = paper;
  }

  static async open(shopping: Shopping): Promise<Shop> {
    return new Shop(shopping, await putPaper(shopping.demo));
  }

  /** Places orders until `isOver`. What fell behind during a fault is caught up with, as far as connections allow. */
  async trade({ seed, ordersPerS, connections }: Pace, isOver: () => boolean): Promise<void> {
    const random = seededRandom(seed);
    const begun = performance.now();
    for (let placed = 0; !isOver(); ) {
      const isDue = placed < ((performance.now() - begun) / 1000) * ordersPerS;
      if (isDue && this.underWay.size < connections) {
        placed += 1;
        this.follow(this.take(journeyOf(random)));
      } else await sleep(10);
    }
  }

  /** One order of a paper, with a reference of its own; answers it as soon as it is approved. */
  async placePaper(reference: string): Promise<Answer | undefined> {
    const body = someOrder({ card: this.wallet.next(), body: { ...goodsOf.paper, reference } });
    this.orderCount += 1;
    const asking = this.merchant.ask({ kind: 'place', path: '/v1/orders', body });
    this.follow(asking.then(() => undefined));
    const { event, answer } = await asking;
    return event === 'ok' ? answer : undefined;
  }

  /** Fetches what an order brought. */
  async fetch(answer: Answer | undefined, breaksAt?: number): Promise<readonly Fetched[]> {
    const order = answer?.body?.order ?? answer?.body;
    const links = (order?.downloads ?? []) as readonly { readonly url: string }[];
    return Promise.all(links.map(({ url }) => this.customer.fetch({ order: order.id, url, ...this.paper, breaksAt })));
  }

  /** What is under way comes to its end, or is given up when the time is over. Answers how many were not told. */
  async finish(withinMs: number): Promise<number> {
    const all = Promise.all(this.underWay);
    const isOver = Promise.race([all.then(() => true), sleep(withinMs, false, { ref: false })]);
    if (!(await isOver)) {
      this.patience.abort();
      await all;
    }
    const { place, capture, void: voids, refund } = this.merchant.counts;
    return place.unknown + capture.unknown + voids.unknown + refund.unknown + this.customer.counts.open;
  }

  private follow(work: Promise<void>): void {
    this.underWay.add(work);
    void work.finally(() => this.underWay.delete(work));
  }

  private async take({ type, goods, card: behavior, steps }: Journey): Promise<void> {
    this.orderCount += 1;
    const card = behavior === undefined ? this.wallet.next() : testCards[behavior];
    const body = someOrder({ type, card, body: goodsOf[goods] });
    const placed = await this.merchant.ask({ kind: 'place', path: '/v1/orders', body });
    if (placed.event !== 'ok' || placed.answer === undefined) return;
    const order = placed.answer.body.id as string;
    let last: Answer | undefined = placed.answer;
    for (const step of steps) last = await this.step(order, step, last);
  }

  /** Answers the newest answer that tells of downloads. */
  private async step(order: string, step: Step, last: Answer | undefined): Promise<Answer | undefined> {
    if (step.do === 'download') {
      await this.fetch(last, step.breaksAt);
      return last;
    }
    const path = `/v1/orders/${order}/${step.do === 'void' ? 'void' : `${step.do}s`}`;
    const { answer } = await this.merchant.ask({ kind: step.do, path, body: JSON.stringify(step.body), order });
    return answer;
  }
}
