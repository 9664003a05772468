// A stack under load, the faults that befall it, and what is found at the end.
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from './faults/fault.ts';
import { Journal } from './journal.ts';
import { askChecker, askOperatorTools, lossesOf } from './judge.ts';
import { judgeSales, type SalesJudgement, salesViolations } from './judges/judge-sales.ts';
import { lateViolations } from './lateness.ts';
import { Shop } from './load/shop.ts';
import { Wallet } from './load/wallet.ts';
import { untilServed } from './probe.ts';
import { brokenIn, type RunResult, type Suffered, seconds, uncheckedIn, type Verdict } from './report.ts';
import { type Owing, settle } from './settle.ts';
import type { ChaosStack } from './stack/chaos-stack.ts';
import { StackLog } from './stack-log.ts';

/** What is under way at the end of the load may take so long; so may every order. */
const drainMs = 60_000;
/** An endpoint that failed is left alone for up to some 20 s, and what it refused thrice for half a minute. */
const webhooksWithinMs = 120_000;
/** The next fault does not wait for longer than this until an order is complete; the run goes on watching. */
const watchMs = 5_000;
/** A fault shows most where orders can be placed while it lasts: it begins with so many connections free, or after this
 *  time. */
const freeShare = 1 / 6;
const calmWithinMs = 2_000;

export interface Load {
  readonly seed: number;
  readonly ordersPerS: number;
  readonly connections: number;
}

/** A fault whose order may not be complete yet. */
type Suffering = Omit<Suffered, 'completeMs'> & { readonly complete: Promise<number> };

export class ChaosRun {
  readonly shop: Shop;
  private readonly suffered: Suffering[] = [];
  private readonly broken: string[] = [];
  private readonly unchecked: string[] = [];
  private readonly stack: ChaosStack;
  private readonly load: Load;
  private readonly log: StackLog;
  private readonly journal: Journal;
  private readonly begun = performance.now();
  private readonly patience = new AbortController();
  private readonly trading: Promise<void>;
  private isOver = false;

  private constructor(stack: ChaosStack, shop: Shop, load: Load) {
    this.stack = stack;
    this.shop = shop;
    this.load = load;
    this.log = new StackLog(stack.demo().postgresUrl);
    this.journal = new Journal(runJournalOf(stack));
    this.journal.write({ event: 'begin', ...load });
    this.trading = shop.trade(load, () => this.isOver);
  }

  /** The load begins with it. */
  static async begin(stack: ChaosStack, load: Load): Promise<ChaosRun> {
    const journal = new Journal(clientJournalOf(stack));
    const webhookJournal = new Journal(join(stack.dataDir, 'webhooks.jsonl'));
    const wallet = new Wallet(cardsFileOf(stack));
    return new ChaosRun(stack, await Shop.open({ demo: stack.demo(), journal, webhookJournal, wallet }), load);
  }

  get faultCount(): number {
    return this.suffered.length;
  }

  /** What the run could not do or look at. */
  lacks(what: string): void {
    this.unchecked.push(what);
  }

  /** What went wrong beside the things that are judged. */
  breaks(what: string): void {
    this.broken.push(what);
  }

  /** Lets a fault befall the stack, and watches how it comes back. Answers undefined for when the order is complete
   *  where that takes its time. Throws where the fault cannot be made or ended. */
  async suffer(fault: Fault, holdMs: number): Promise<{ readonly answeredMs: number; readonly completeMs: number | undefined }> {
    const { connections } = this.load;
    await this.shop.untilFree({ connections, free: Math.ceil(connections * freeShare) }, calmWithinMs);
    const { name, servesWithinMs, completesWithinMs } = fault;
    const begunMs = this.sinceMs();
    await this.make(fault, holdMs).catch((cause: unknown) => {
      throw new Error(`the fault ${name} could not be made or ended: ${cause instanceof Error ? cause.message : cause}`, {
        cause,
      });
    });
    const overMs = this.sinceMs();
    const probe = { demo: this.stack.demo(), shop: this.shop, log: this.log, patience: this.patience.signal };
    const { answeredMs, complete } = await untilServed(probe, servesWithinMs);
    this.journal.write({ event: 'served', fault: name, answeredMs });
    void complete.then((completeMs) => this.journal.write({ event: 'complete', fault: name, completeMs }));
    this.suffered.push({ fault: name, begunMs, overMs, answeredMs, complete, servesWithinMs, completesWithinMs });
    return { answeredMs, completeMs: await Promise.race([complete, sleep(watchMs, undefined)]) };
  }

  /** Ends the load, and waits for what is under way. Answers how many requests were never told of. */
  async rest(): Promise<number> {
    this.isOver = true;
    await this.trading;
    return this.shop.finish(drainMs);
  }

  /** Ends the load, lets every order come to its end, and looks for what was lost or done twice. */
  async conclude(tell: (text: string) => void): Promise<RunResult> {
    const minutes = this.sinceMs() / 60_000;
    const { customer, ledger } = this.shop;
    tell(`the load is over: ${this.shop.orderCount} orders, ${ledger.openCount} requests open`);
    this.shop.stalls.receiver.heal();
    const neverTold = await this.rest();
    const settled = await this.try('the end of every order', { tookMs: Number.NaN, owing: [] }, () =>
      settle(this.log, { withinMs: drainMs, mailsWithinMs: this.mailsWithinMs() }),
    );
    tell(`every order at its end: ${seconds(settled.tookMs)}`);
    this.patience.abort();
    const suffered = await Promise.all(
      this.suffered.map(async ({ complete, ...rest }) => ({ ...rest, completeMs: await complete })),
    );
    const sales = await this.try('what became of license keys and webhooks', undefined, () => this.judgeSales());
    if (sales !== undefined) tell(`license keys and webhooks were judged after ${seconds(sales.tookMs)}`);
    const losses = await this.try('what was lost', { lost: [], doubled: [] }, () =>
      lossesOf(clientJournalOf(this.stack), this.log),
    );
    const verdicts = await this.verdicts();
    for (const { output } of verdicts) tell(output);
    await this.log.close();
    return {
      minutes,
      orders: this.shop.orderCount,
      operations: ledger.counts,
      downloads: customer.counts,
      copies: customer.copies,
      sales,
      suffered,
      settledMs: settled.tookMs,
      lost: losses.lost.length,
      double: losses.doubled.length,
      violations: [
        ...this.broken,
        ...counted('I1', 'that were acknowledged are not in the log', losses.lost),
        ...counted('I6', 'keys, orders or operations that are not one for one', losses.doubled),
        ...(neverTold > 0 ? [`I17: ${neverTold} requests were never told what became of them`] : []),
        ...downloadViolations(customer.counts),
        ...owingViolations(settled.owing),
        ...(sales === undefined ? [] : salesViolations(sales)),
        ...suffered.flatMap((one) => lateViolations(one, suffered)),
        ...verdicts.flatMap(brokenIn),
      ],
      unchecked: [...this.unchecked, ...verdicts.flatMap(uncheckedIn)],
      verdicts,
    };
  }

  private sinceMs(): number {
    return performance.now() - this.begun;
  }

  private async make(fault: Fault, holdMs: number): Promise<void> {
    const { name } = fault;
    this.journal.write({ event: 'fault', fault: name, holdMs });
    const [since, begun] = [new Date(), performance.now()];
    const end = await fault.begin(this.stack);
    try {
      await sleep(holdMs);
    } finally {
      await end();
    }
    this.journal.write({ event: 'fault-over', fault: name, tookMs: Math.round(performance.now() - begun) });
    if (fault.tookPlace !== undefined && !(await fault.tookPlace(this.log, since)))
      this.lacks(`${name}: no event of that time shows that it took place`);
  }

  /** Those that the run's faults may have put off. */
  private mailsWithinMs(): number {
    return Math.max(drainMs, ...this.suffered.map(({ completesWithinMs }) => completesWithinMs));
  }

  private async judgeSales(): Promise<SalesJudgement> {
    const { keys: handedIn, receiver, demos } = this.shop.stalls;
    const sales = { log: this.log, clientJournal: clientJournalOf(this.stack), handedIn, demos, receiver };
    try {
      return await judgeSales(sales, webhooksWithinMs);
    } finally {
      receiver.close();
    }
  }

  private async verdicts(): Promise<readonly Verdict[]> {
    const { dataDir } = this.stack;
    const journals = { clientJournal: clientJournalOf(this.stack), runJournal: runJournalOf(this.stack) };
    return [...(await askOperatorTools(dataDir)), await askChecker({ dataDir, ...journals, cardsFile: cardsFileOf(this.stack) })];
  }

  /** What cannot be found out is said, and the rest is looked at all the same. */
  private async try<T>(what: string, otherwise: T, find: () => Promise<T>): Promise<T> {
    try {
      return await find();
    } catch (error) {
      this.lacks(`${what} could not be found out: ${error instanceof Error ? error.message : error}`);
      return otherwise;
    }
  }
}

const clientJournalOf = ({ dataDir }: ChaosStack): string => join(dataDir, 'client.jsonl');
const runJournalOf = ({ dataDir }: ChaosStack): string => join(dataDir, 'run.jsonl');
const cardsFileOf = ({ folder }: ChaosStack): string => join(folder, 'cards.txt');

const counted = (invariant: string, what: string, names: readonly string[]): readonly string[] =>
  names.length === 0 ? [] : [`${invariant}: ${names.length} ${what}, the first: ${names[0]}`];

const downloadViolations = ({ denied, corrupt }: { readonly denied: number; readonly corrupt: number }): readonly string[] =>
  denied + corrupt === 0 ? [] : [`I10: ${denied} downloads were denied before they were whole, ${corrupt} brought other bytes`];

const shown = 10;
const owingViolations = (owing: readonly Owing[]): readonly string[] => [
  ...counted(
    'I17',
    'orders are not at their end',
    owing.map(({ order }) => order),
  ),
  ...owing.slice(0, shown).map(({ order, types, owed }) => `I17: ${order} is owed ${owed.join(', ')}: ${types.join(', ')}`),
];
