import { type JetStreamManager, jetstreamManager } from '@nats-io/jetstream';
import { eventFilter, eventStream } from '@tollgate/contracts';
import { newId } from '@tollgate/crypto';
import type { Clock } from '@tollgate/errors';
import { BEGINNING, type BusLedger, type BusState, type OrderLog, type StreamWitness } from '@tollgate/order-log';
import type { Bus } from '../bus/bus.js';
import type { MessagingLog } from '../observers.js';
import { type Checkpoint, earliestOf, withCheckpoint, withoutSettled } from './checkpoints.js';
import { settledUpTo } from './consumer-progress.js';
import { consumersSeen, expectedConsumers } from './known-consumers.js';
import { publishLog } from './publish-log.js';
import { lookAtStream, type StreamConsumer, type StreamLook } from './stream-look.js';

export interface StreamKeeperOptions {
  readonly bus: Bus;
  readonly orderLog: Pick<OrderLog, 'readAll'>;
  readonly clock: Clock;
  /** What occurred longer ago is not published again, and a consumer that was there last longer ago is not waited for. */
  readonly maxAgeMs: number;
  readonly log: MessagingLog;
}

/** So few messages are not worth a request to the server. */
const MIN_REMOVED = 500;
const LOOKS_WHILE_FULL = 10;
const ANSWER_WITHIN_MS = 2_000;
/** How old what is written may be: so much more of the log is published again after a loss. */
const WRITE_EVERY_MS = 5_000;

/** Keeps the stream as the log and its consumers want it. What every consumer is done with is removed, so that the stream's size follows what is
 *  under way and not what was ever sold. Where the stream has lost messages (it was deleted, or its server came back with older files), the log
 *  is published again from where every consumer is known to have handled it. A consumer that comes later is sent what the log holds for it.
 *  One process at a time does it; all it has to know is in the ledger, so that another one goes on. */
export class StreamKeeper {
  private readonly running = new Set<string>();
  /** The last message seen in the stream. */
  private witness: StreamWitness | undefined;
  /** The life of the server in which that was. */
  private serverLife: string | undefined;
  private checkpoints: readonly Checkpoint[] = [];
  /** Who was filled, and the sequence where that ended. */
  private readonly filled = new Map<string, number>();
  /** Who has to be there before anything is removed. */
  private expected: readonly string[] = [];
  private writtenAtMs = Number.NEGATIVE_INFINITY;

  constructor(private readonly options: StreamKeeperOptions) {}

  /** Looks once, unless it is still at it. What fails is tried again with the next look. Room is made beside everything else, so that a log
   *  that is larger than the stream goes through it. */
  look(ledger: BusLedger): void {
    this.begin('watch', (manager) => this.watch(manager, ledger));
    this.begin('trim', (manager) => this.trim(manager));
  }

  private begin(name: string, work: (manager: JetStreamManager) => Promise<void>): void {
    const { bus, log } = this.options;
    if (!bus.isConnected || this.running.has(name)) return;
    this.running.add(name);
    jetstreamManager(bus.connection, { checkAPI: false, timeout: ANSWER_WITHIN_MS })
      .then(work)
      .catch((error: unknown) => log.warn({ error, name }, 'the stream could not be looked after'))
      .finally(() => this.running.delete(name));
  }

  /** Once, or again and again while the stream is more than half full: each look takes a tenth of a second. */
  private async trim(manager: JetStreamManager): Promise<void> {
    let isHalfFull = true;
    for (let looks = 0; isHalfFull && looks < LOOKS_WHILE_FULL; looks += 1) isHalfFull = await this.trimOnce(manager);
  }

  /** Answers whether the stream is more than half full. */
  private async trimOnce(manager: JetStreamManager): Promise<boolean> {
    if (this.witness === undefined) return false;
    const seen = { earlier: this.witness, publishedTo: this.witness.publishedTo };
    const { consumers, firstSequence, lastSequence, isSame, isHalfFull } = await lookAtStream(manager, seen);
    const isComplete = this.expected.every((name) => consumers.some((consumer) => consumer.name === name));
    if (!isSame || !isComplete) return false;
    // The last message stays: the next look knows the stream by it.
    const settled = Math.min(settledUpTo(lastSequence, consumers), lastSequence - 1);
    if (settled - firstSequence >= MIN_REMOVED) await manager.streams.purge(eventStream, { seq: settled + 1 });
    return isHalfFull;
  }

  private async watch(manager: JetStreamManager, ledger: BusLedger): Promise<void> {
    const { publishedTo, state } = await ledger.read(); // before the stream: what is published by then lies in it
    const earlier = this.witness ?? state.witness;
    const look = await lookAtStream(manager, { earlier, publishedTo });
    this.expected = Object.keys(state.consumers);
    const isNewToFullLog = earlier === undefined && look.lastSequence === 0 && (await this.hasEvents());
    if (state.isLost || !look.isSame || isNewToFullLog) return this.recover(manager, ledger, { state, look });
    await this.offerLatest(earlier);
    this.witness = look.witness;
    this.checkpoints = withCheckpoint(this.checkpoints, { cursor: publishedTo, sequence: look.lastSequence });
    this.fillNew(state, look);
    await this.write(ledger, state, { ...state, witness: look.witness, consumers: this.consumersAfter(state.consumers, look) });
    this.checkpoints = withoutSettled(this.checkpoints, settledUpTo(look.lastSequence, look.consumers));
  }

  /** What was published after the witness may have been lost with a power cut, though everything before it is there: it is offered again to each
   *  new life of the server, which drops what it has, and by each new leader. */
  private async offerLatest(earlier: StreamWitness | undefined): Promise<void> {
    const { bus, orderLog } = this.options;
    const { serverLife } = bus;
    if (earlier !== undefined && serverLife !== this.serverLife) await publishLog({ bus, orderLog, from: earlier.publishedTo });
    this.serverLife = serverLife;
  }

  private async hasEvents(): Promise<boolean> {
    return (await this.options.orderLog.readAll(undefined, 1)).events.length > 0;
  }

  /** The loss is written down first: whoever goes on from here begins again, until all that was lost is published. */
  private async recover(
    manager: JetStreamManager,
    ledger: BusLedger,
    { state, look }: { readonly state: BusState; readonly look: StreamLook },
  ): Promise<void> {
    const { bus, orderLog, log } = this.options;
    this.witness = look.witness;
    this.checkpoints = [];
    this.filled.clear();
    const lossCount = state.isLost ? state.lossCount : state.lossCount + 1;
    const lost = { ...state, witness: look.witness, isLost: true, lossCount };
    await ledger.write(lost);
    const from = earliestOf(Object.values(state.consumers).map(({ handledTo }) => handledTo));
    log.warn({ from }, 'the bus has lost messages: what is not known to be handled is published again');
    const copy = `again-${newId()}`;
    const count = await publishLog({ bus, orderLog, from: from === BEGINNING ? undefined : from, since: this.since(), copy });
    const { publishedTo } = look.witness;
    const { isSame, witness } = await lookAtStream(manager, { earlier: this.witness, publishedTo });
    if (!isSame) throw new Error('the bus lost messages again meanwhile');
    this.witness = witness;
    await ledger.write({ ...lost, witness, isLost: false });
    log.warn({ count }, 'what the bus had lost is published again');
  }

  /** Whoever comes while everything is there has missed nothing. */
  private fillNew({ witness, consumers, lossCount }: BusState, look: StreamLook): void {
    const isWhole = look.firstSequence <= 1 && lossCount === 0;
    for (const consumer of look.consumers) {
      if (consumers[consumer.name] !== undefined || this.filled.has(consumer.name)) continue;
      if (isWhole || witness === undefined) this.filled.set(consumer.name, 0);
      else this.begin(`fill ${consumer.name}`, (manager) => this.fill(manager, consumer));
    }
  }

  private async fill(manager: JetStreamManager, { name, filters }: StreamConsumer): Promise<void> {
    const { bus, orderLog, log } = this.options;
    const { witness: earlier } = this;
    const isWanted = ({ type }: { readonly type: Parameters<typeof eventFilter>[0] }): boolean =>
      filters.length === 0 || filters.includes(eventFilter(type));
    const count = await publishLog({ bus, orderLog, since: this.since(), copy: name, isWanted });
    const { isSame, lastSequence } = await lookAtStream(manager, { earlier, publishedTo: BEGINNING });
    if (!isSame) throw new Error(`the bus lost messages while ${name} was filled`);
    this.filled.set(name, lastSequence);
    log.info({ consumer: name, count }, 'a consumer that came later was sent what the log holds for it');
  }

  private consumersAfter(known: BusState['consumers'], { lastSequence, consumers: present }: StreamLook): BusState['consumers'] {
    const expected = expectedConsumers(known, present, this.since());
    for (const consumer of Object.keys(known).filter((name) => expected[name] === undefined))
      this.options.log.warn({ consumer }, 'a consumer did not come back, and is not waited for any more');
    const { filled, checkpoints } = this;
    return consumersSeen(expected, { present, filled, checkpoints, lastSequence, now: this.options.clock.now() });
  }

  private since(): string {
    const { clock, maxAgeMs } = this.options;
    return new Date(clock.now().getTime() - maxAgeMs).toISOString();
  }

  private async write(ledger: BusLedger, before: BusState, after: BusState): Promise<void> {
    const isNewKnown = Object.keys(after.consumers).length !== Object.keys(before.consumers).length;
    const isDue = performance.now() - this.writtenAtMs >= WRITE_EVERY_MS;
    if (!isNewKnown && !(isDue && JSON.stringify(after) !== JSON.stringify(before))) return;
    await ledger.write(after);
    this.writtenAtMs = performance.now();
  }
}
