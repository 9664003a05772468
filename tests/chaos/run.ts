// A stack under load, the faults that befall it, and what is found at the end.
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from './faults/fault.ts';
import { Journal } from './journal.ts';
import { askChecker, askOperatorTools, lossesOf } from './judge.ts';
import { Shop } from './load/shop.ts';
import { Wallet } from './load/wallet.ts';
import { untilServed } from './probe.ts';
import { brokenIn, type RunResult, type Suffered, seconds, uncheckedIn, type Verdict } from './report.ts';
import { type Owing, settle } from './settle.ts';
import type { ChaosStack } from './stack/chaos-stack.ts';
import { StackLog } from './stack-log.ts';

/** What is under way at the end of the load may take so long; so may every order. */
const drainMs = 60_000;

export interface Load {
  readonly seed: number;
  readonly ordersPerS: number;
  readonly connections: number;
}

export class ChaosRun {
  readonly shop: Shop;
  private readonly suffered: Suffered[] = [];
  private readonly stack: ChaosStack;
  private readonly log: StackLog;
  private readonly journal: Journal;
  private readonly begun = performance.now();
  private readonly trading: Promise<void>;
  private isOver = false;

  private constructor(stack: ChaosStack, shop: Shop, load: Load) {
    this.stack = stack;
    this.shop = shop;
    this.log = new StackLog(stack.demo().postgresUrl);
    this.journal = new Journal(join(stack.dataDir, 'run.jsonl'));
    this.journal.write({ event: 'begin', ...load });
    this.trading = shop.trade(load, () => this.isOver);
  }

  /** The load begins with it. */
  static async begin(stack: ChaosStack, load: Load): Promise<ChaosRun> {
    const journal = new Journal(clientJournalOf(stack));
    return new ChaosRun(stack, await Shop.open({ demo: stack.demo(), journal, wallet: new Wallet(cardsFileOf(stack)) }), load);
  }

  /** Lets a fault befall the stack, and watches how it comes back. */
  async suffer(fault: Fault, holdMs: number): Promise<Suffered> {
    const { name, servesWithinMs } = fault;
    this.journal.write({ event: 'fault', fault: name, holdMs });
    const end = await fault.begin(this.stack);
    const begun = performance.now();
    await sleep(holdMs);
    await end();
    this.journal.write({ event: 'fault-over', fault: name, tookMs: Math.round(performance.now() - begun) });
    const served = await untilServed({ demo: this.stack.demo(), shop: this.shop, log: this.log }, servesWithinMs);
    this.journal.write({ event: 'served', fault: name, ...served });
    const suffered = { fault: name, withinMs: servesWithinMs, ...served };
    this.suffered.push(suffered);
    return suffered;
  }

  /** Ends the load, and waits for what is under way. Answers how many requests were never told of. */
  async rest(): Promise<number> {
    this.isOver = true;
    await this.trading;
    return this.shop.finish(drainMs);
  }

  /** Ends the load, lets every order come to its end, and looks for what was lost or done twice. The stack has to
   *  run. */
  async conclude(tell: (text: string) => void): Promise<RunResult> {
    const minutes = (performance.now() - this.begun) / 60_000;
    const { merchant, customer } = this.shop;
    tell(`the load is over: ${this.shop.orderCount} orders, ${merchant.openCount} requests open`);
    const neverTold = await this.rest();
    const settled = await settle(this.log, drainMs);
    tell(`every order at its end: ${seconds(settled.tookMs)}`);
    const losses = await lossesOf(clientJournalOf(this.stack), this.log);
    const verdicts = await this.verdicts();
    for (const { output } of verdicts) tell(output);
    await this.log.close();
    return {
      minutes,
      orders: this.shop.orderCount,
      operations: merchant.counts,
      downloads: customer.counts,
      suffered: this.suffered,
      settledMs: settled.tookMs,
      lost: losses.lost.length,
      double: losses.doubled.length,
      violations: [
        ...counted('I1', 'that were acknowledged are not in the log', losses.lost),
        ...counted('I6', 'keys, orders or operations that are not one for one', losses.doubled),
        ...(neverTold > 0 ? [`I17: ${neverTold} requests were never told what became of them`] : []),
        ...downloadViolations(customer.counts),
        ...owingViolations(settled.owing),
        ...this.suffered.flatMap(lateViolations),
        ...verdicts.flatMap(brokenIn),
      ],
      unchecked: verdicts.flatMap(uncheckedIn),
      verdicts,
    };
  }

  private async verdicts(): Promise<readonly Verdict[]> {
    const { dataDir } = this.stack;
    const evidence = { dataDir, clientJournal: clientJournalOf(this.stack), cardsFile: cardsFileOf(this.stack) };
    return [...(await askOperatorTools(dataDir)), await askChecker({ ...evidence, faults: this.suffered.length })];
  }
}

const clientJournalOf = ({ dataDir }: ChaosStack): string => join(dataDir, 'client.jsonl');
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
  ...owing.slice(0, shown).map(({ order, types }) => `I17: ${order}: ${types.join(', ')}`),
];

const lateViolations = ({ fault, answeredMs, completeMs, withinMs }: Suffered): readonly string[] => [
  ...(answeredMs > withinMs
    ? [`I17: after ${fault} an order was answered after ${seconds(answeredMs)}, not within ${seconds(withinMs)}`]
    : []),
  ...(Number.isFinite(completeMs) ? [] : [`I17: after ${fault} no order was complete within a minute`]),
];
