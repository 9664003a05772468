// The load: orders one after the other at an even pace, each taken to the end of its journey.
import { setTimeout as sleep } from 'node:timers/promises';
import { mugs, someOrder } from '../../load/orders.ts';
import type { Answer } from '../../load/place.ts';
import type { Demo } from '../../stack.ts';
import type { Journal } from '../journal.ts';
import { type Random, seededRandom } from '../random.ts';
import { BackOffice } from './back-office.ts';
import { Customer, type Fetched } from './customer.ts';
import { type Journey, journeyOf, type Step } from './journey.ts';
import { keysItem, putLicensePool } from './license-pool.ts';
import { Ledger, type Manner, Merchant, orderIn } from './merchant.ts';
import { openOtherMerchant } from './other-merchant.ts';
import { type Paper, paperItem, putPaper, putStampedPaper, stampedItem } from './paper.ts';
import type { Wallet } from './wallet.ts';
import { WebhookReceiver } from './webhook-receiver.ts';

export interface Pace {
  readonly seed: number;
  readonly ordersPerS: number;
  /** How many journeys may be on their way at once. */
  readonly connections: number;
}

/** Of a hundred orders so many are credits without a sale, and of a hundred refunds so many are asked for by people. */
const CREDITS_IN_100 = 5;
const BY_PEOPLE_IN_100 = 40;

/** More than a run sells. */
const KEYS = 10_000;
const OTHERS_KEYS = 2_000;
/** What the first merchant's server hears of; the other's hears of everything, in its order. */
const HEARD = ['OrderPlaced', 'PaymentCaptured', 'DownloadsGranted', 'PaymentRefunded'];

/** The simulator's own. Source: apps/acquirer-simulator/README.md. */
const testCards = { declined: '4000000000000002', silent: '4000000000000119', late: '4000000000000259' };
const online = { shippingMethod: undefined, shippingAddress: undefined };
const goodsOf = {
  paper: { items: [paperItem], ...online },
  stamped: { items: [stampedItem], ...online },
  keys: { items: [keysItem], ...online },
  mugs: { items: [mugs] },
  both: { items: [paperItem, mugs] },
};

/** Who tells of what happens in a shop, and what pays there. */
export interface Shopping {
  readonly demo: Demo;
  readonly journal: Journal;
  /** What came to merchants' servers. */
  readonly webhookJournal: Journal;
  readonly wallet: Wallet;
}

/** Something of an order that was asked for, by whose merchant. */
interface Placed {
  readonly merchant: Merchant;
  readonly order: string;
  readonly manner: Manner;
  /** Where its refunds are asked for by people: what they decide by. */
  readonly random?: Random;
}

interface ShopParts {
  readonly ledger: Ledger;
  readonly patience: AbortController;
  readonly customer: Customer;
  readonly merchant: Merchant;
  readonly other: Merchant;
  /** People of the first merchant's. */
  readonly office: BackOffice;
  readonly papers: ReadonlyMap<string, Paper>;
  readonly stalls: Stalls;
}

/** What is sold beside files, and who hears of it. */
export interface Stalls {
  readonly keys: ReadonlySet<string>;
  readonly receiver: WebhookReceiver;
  /** By merchant. */
  readonly demos: ReadonlyMap<string, Demo>;
}

const openStalls = async (demo: Demo, other: Demo, journal: Journal): Promise<Stalls> => {
  const receiver = await WebhookReceiver.open(journal);
  await receiver.want({ demo, events: HEARD, isOrdered: false });
  await receiver.want({ demo: other, events: [], isOrdered: true });
  for (const one of [demo, other]) await putStampedPaper(one);
  const keys = [...(await putLicensePool(demo, KEYS)), ...(await putLicensePool(other, OTHERS_KEYS))];
  return { keys: new Set(keys), receiver, demos: new Map([demo, other].map((one) => [one.merchantId, one])) };
};

export class Shop {
  readonly ledger: Ledger;
  readonly customer: Customer;
  readonly stalls: Stalls;
  orderCount = 0;
  private readonly merchant: Merchant;
  private readonly other: Merchant;
  private readonly papers: ReadonlyMap<string, Paper>;
  private readonly wallet: Wallet;
  private readonly office: BackOffice;
  private readonly patience: AbortController;
  private readonly underWay = new Set<Promise<void>>();

  private constructor({ wallet }: Shopping, { merchant, other, office, papers, ...parts }: ShopParts) {
    this.ledger = parts.ledger;
    this.patience = parts.patience;
    this.customer = parts.customer;
    this.stalls = parts.stalls;
    this.merchant = merchant;
    this.other = other;
    this.office = office;
    this.wallet = wallet;
    this.papers = papers;
  }

  static async open(shopping: Shopping): Promise<Shop> {
    const { demo, journal, webhookJournal } = shopping;
    const [ledger, patience] = [new Ledger(), new AbortController()];
    const parts = { journal, ledger, patience: patience.signal };
    const other = await openOtherMerchant(demo);
    const papers = [demo, other].map(async (one) => [one.merchantId, await putPaper(one)] as const);
    return new Shop(shopping, {
      ledger,
      patience,
      customer: new Customer(demo, journal, patience.signal),
      merchant: new Merchant({ demo, ...parts }),
      other: new Merchant({ demo: other, ...parts }),
      office: await BackOffice.open({ demo, ...parts }),
      papers: new Map(await Promise.all(papers)),
      stalls: await openStalls(demo, other, webhookJournal),
    });
  }

  /** Places orders until `isOver`. What fell behind during a fault is caught up with, as many orders as there are
   *  connections: more would leave none free before the next fault. */
  async trade({ seed, ordersPerS, connections }: Pace, isOver: () => boolean): Promise<void> {
    const random = seededRandom(seed);
    let [due, lookedMs] = [0, performance.now()];
    while (!isOver()) {
      const nowMs = performance.now();
      due = Math.min(connections, due + ((nowMs - lookedMs) / 1000) * ordersPerS);
      lookedMs = nowMs;
      if (due >= 1 && this.underWay.size < connections) {
        due -= 1;
        this.follow(this.next(random));
      } else await sleep(10);
    }
  }

  /** Waits until so many journeys more may begin, or the time is over. */
  async untilFree(
    { connections, free }: { readonly connections: number; readonly free: number },
    withinMs: number,
  ): Promise<void> {
    const deadline = performance.now() + withinMs;
    while (connections - this.underWay.size < free && performance.now() < deadline) await sleep(50);
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

  /** Fetches what an order of the first merchant's brought. */
  fetch(answer: Answer): Promise<readonly Fetched[]> {
    const fetching = this.fetchFrom(this.merchant, answer);
    this.follow(fetching.then(() => undefined));
    return fetching;
  }

  /** What is under way comes to its end, or is given up when the time is over. Answers how many were not told. */
  async finish(withinMs: number): Promise<number> {
    const all = Promise.all(this.underWay);
    const isOver = Promise.race([all.then(() => true), sleep(withinMs, false, { ref: false })]);
    if (!(await isOver)) {
      this.patience.abort();
      await all;
    }
    return this.ledger.neverTold + this.customer.counts.open;
  }

  private follow(work: Promise<void>): void {
    this.underWay.add(work);
    void work.finally(() => this.underWay.delete(work));
  }

  private next(random: Random): Promise<void> {
    const isCredit = random() * 100 < CREDITS_IN_100;
    const journey = journeyOf(random);
    if (!isCredit) return this.take(journey, random);
    this.orderCount += 1;
    return this.office.credit(random, journey.manner);
  }

  private async take({ type, goods, card: behavior, steps, manner, isOthers, isPried }: Journey, random: Random): Promise<void> {
    this.orderCount += 1;
    const [merchant, stranger] = isOthers ? [this.other, this.merchant] : [this.merchant, this.other];
    const card = behavior === undefined ? this.wallet.next() : testCards[behavior];
    const body = someOrder({ type, card, body: goodsOf[goods] });
    const placed = await merchant.ask({ kind: 'place', path: '/v1/orders', body, manner });
    if (placed.event !== 'ok' || placed.answer === undefined) return;
    const order = placed.answer.body.id as string;
    if (isPried) await stranger.pry(order);
    const isByPeople = !isOthers && random() * 100 < BY_PEOPLE_IN_100;
    const asks = { merchant, order, manner, ...(isByPeople && { random }) };
    let last: Answer | undefined = placed.answer;
    for (const step of steps) last = await this.step(asks, step, last);
  }

  /** Answers the newest answer that tells of downloads. */
  private async step(of: Placed, step: Step, last: Answer | undefined): Promise<Answer | undefined> {
    const { merchant, order, manner, random } = of;
    if (step.do === 'refund' && random !== undefined) return this.office.refund(order, step.body, { random, manner });
    if (step.do === 'download') {
      await this.fetchFrom(merchant, last, step.breaksAt);
      return last;
    }
    const path = `/v1/orders/${order}/${paths[step.do]}`;
    const { answer } = await merchant.ask({ kind: step.do, path, body: JSON.stringify(step.body), order, manner });
    return answer;
  }

  private async fetchFrom(merchant: Merchant, answer: Answer | undefined, breaksAt?: number): Promise<readonly Fetched[]> {
    const paper = this.papers.get(merchant.id);
    const order = answer === undefined ? undefined : orderIn(answer);
    if (order === undefined || paper === undefined) return [];
    return Promise.all(
      linksIn(answer).map(({ url, sha256 }) =>
        this.customer.fetch({ merchant: merchant.id, order, url, file: sha256 === null ? undefined : paper, breaksAt }),
      ),
    );
  }
}

const paths = { capture: 'captures', void: 'void', refund: 'refunds', mail: 'mails', reissue: 'downloads/reissue' };

/** Of an order, of an operation's order, or of a re-issue. */
const linksIn = (answer: Answer | undefined): readonly { readonly url: string; readonly sha256: string | null }[] =>
  answer?.body?.order?.downloads ?? answer?.body?.downloads ?? [];
