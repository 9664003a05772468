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
/** More than there is time for until the next look in its turn: while somebody looks there is no pause. */
const LOOKS_WHILE_FILLING = 15;
const ANSWER_WITHIN_MS = 2_000;
/** How old what is written may be: so much more of the log is published again after a loss. */
const WRITE_EVERY_MS = 5_000;

/** What was seen while this process looks after the stream, and the stream has lost nothing. */
interface Seen {
  readonly ledger: BusLedger;
  /** The last message seen in the stream. */
  witness?: StreamWitness;
  /** The life of the server in which that was. */
  serverLife?: string | undefined;
  /** Everything up to this sequence was removed as handled. */
  removedTo?: number;
  checkpoints: readonly Checkpoint[];
  /** Who was filled, and the sequence where that ended. */
  readonly filled: Map<string, number>;
  /** Who has to be there before anything is removed. */
  expected: readonly string[];
  writtenAtMs: number;
}

const nothingSeen = (ledger: BusLedger): Seen => ({
  ledger,
  checkpoints: [],
  filled: new Map(),
  expected: [],
  writtenAtMs: Number.NEGATIVE_INFINITY,
});

/** Keeps the stream as the log and its consumers want it. What every consumer is done with is removed, so that the stream's size follows what is
 *  under way and not what was ever sold. Where the stream has lost messages (it was deleted or purged, or its server came back with older files),
 *  the log is published again from where every consumer is known to have handled it. A consumer that comes later is sent what the log holds for
 *  it. One process at a time does it; all it has to know is in the ledger, so that another one goes on. */
export class StreamKeeper {
  private readonly running = new Set<string>();
  private seen: Seen | undefined;
  private looksLeft = 0;

  constructor(private readonly options: StreamKeeperOptions) {}

  /** Looks once, unless it is still at it. What fails is tried again with the next look. Room is made beside everything else, so that a log
   *  that is larger than the stream goes through it. With another ledger nothing counts that was seen before: somebody else may have looked after
   *  the stream since. */
  look(ledger: BusLedger): void {
    const seen = this.seen?.ledger === ledger ? this.seen : nothingSeen(ledger);
    this.seen = seen;
    this.looksLeft = LOOKS_WHILE_FILLING;
    this.begin('watch', (manager) => this.watch(manager, seen));
    this.begin('trim', (manager) => this.trim(manager, seen));
  }

  private begin(task: string, work: (manager: JetStreamManager) => Promise<void>): void {
    const { bus, log } = this.options;
    if (!bus.isConnected || this.running.has(task)) return;
    this.running.add(task);
    jetstreamManager(bus.connection, { checkAPI: false, timeout: ANSWER_WITHIN_MS })
      .then(work)
      .catch((error: unknown) => log.warn({ error, task }, 'the stream could not be looked after'))
      .finally(() => this.running.delete(task));
  }

  /** Once, or again and again while the stream is filling and somebody looks: each look takes a tenth of a second. */
  private async trim(manager: JetStreamManager, seen: Seen): Promise<void> {
    while ((await this.trimOnce(manager, seen)) && seen === this.seen && this.looksLeft > 0) this.looksLeft -= 1;
  }

  /** Answers whether the stream is filling. */
  private async trimOnce(manager: JetStreamManager, seen: Seen): Promise<boolean> {
    if (seen.witness === undefined) return false;
    const look = await lookAtStream(manager, { earlier: seen.witness, publishedTo: seen.witness.publishedTo });
    const { consumers, firstSequence, lastSequence, isFilling } = look;
    const isComplete = seen.expected.every((name) => consumers.some((consumer) => consumer.name === name));
    if (!isComplete || !(await this.isWhole(look, seen))) return false;
    // The last message stays: the next look knows the stream by it.
    const settled = Math.min(settledUpTo(lastSequence, consumers), lastSequence - 1);
    if (settled - firstSequence >= MIN_REMOVED) await this.remove(manager, seen, settled);
    return isFilling;
  }

  /** Whoever was frozen may have been followed by another, and the stream by one that others have filled: so the part is asked for last. */
  private async remove(manager: JetStreamManager, { ledger }: Seen, settled: number): Promise<void> {
    await ledger.writeRemoved(settled);
    ledger.assertOurs();
    await manager.streams.purge(eventStream, { seq: settled + 1 });
  }

  /** Nothing is missing but what was removed as handled, by whoever had the part: that is in the ledger before it is done. */
  private async isWhole({ isSame, firstSequence }: StreamLook, seen: Seen): Promise<boolean> {
    if (!isSame) return false;
    if (seen.removedTo === undefined || firstSequence > seen.removedTo + 1) {
      const { removedTo = firstSequence - 1 } = await seen.ledger.read();
      if (seen.removedTo === undefined) await seen.ledger.writeRemoved(removedTo);
      seen.removedTo = removedTo;
    }
    return firstSequence <= seen.removedTo + 1;
  }

  private async watch(manager: JetStreamManager, seen: Seen): Promise<void> {
    const { serverLife } = this.options.bus; // before everything else: what is seen and published counts for this one
    const { publishedTo, state } = await seen.ledger.read(); // before the stream: what is published by then lies in it
    const earlier = seen.witness ?? state.witness;
    const look = await lookAtStream(manager, { earlier, publishedTo });
    seen.expected = Object.keys(state.consumers);
    const isNewToFullLog = earlier === undefined && look.lastSequence === 0 && (await this.hasEvents());
    if (state.isLost || isNewToFullLog || !(await this.isWhole(look, seen)))
      return this.recover(manager, seen, { state, look, serverLife });
    if (earlier !== undefined) {
      seen.witness = earlier; // from now on room is made: a stream that is full has none for what is offered again
      if (serverLife !== seen.serverLife) return this.offerLatest(seen, earlier, serverLife);
    }
    seen.serverLife = serverLife;
    seen.witness = look.witness;
    seen.checkpoints = withCheckpoint(seen.checkpoints, { cursor: publishedTo, sequence: look.lastSequence });
    this.fillNew(state, look, seen);
    await this.write(seen, state, {
      ...state,
      witness: look.witness,
      consumers: this.consumersAfter(state.consumers, look, seen),
    });
    seen.checkpoints = withoutSettled(seen.checkpoints, settledUpTo(look.lastSequence, look.consumers));
  }

  /** What was published after the witness may have been lost with a power cut, though everything before it is there: it is offered again to each
   *  new life of the server, which drops what it has, and by each new leader. What was seen before tells nothing of it: the next look goes on. */
  private async offerLatest(seen: Seen, { publishedTo: from }: StreamWitness, serverLife: string | undefined): Promise<void> {
    const { bus, orderLog } = this.options;
    await publishLog({ bus, orderLog, from });
    this.assertStillThere(serverLife);
    seen.serverLife = serverLife;
  }

  /** A server that came back may have lost what it had taken since. */
  private assertStillThere(serverLife: string | undefined): void {
    if (this.options.bus.serverLife !== serverLife)
      throw new Error('the server of the bus is another one now: what it was sent may be lost');
  }

  private async hasEvents(): Promise<boolean> {
    return (await this.options.orderLog.readAll(undefined, 1)).events.length > 0;
  }

  /** The loss is written down first: whoever goes on from here begins again, until all that was lost is published, and is still there. */
  private async recover(manager: JetStreamManager, { ledger, expected }: Seen, { state, look, serverLife }: Loss): Promise<void> {
    const { bus, orderLog, log } = this.options;
    const removedTo = look.firstSequence - 1;
    const seen: Seen = { ...nothingSeen(ledger), witness: look.witness, removedTo, expected, serverLife };
    this.seen = seen;
    const lossCount = state.isLost ? state.lossCount : state.lossCount + 1;
    const lost = { ...state, witness: look.witness, isLost: true, lossCount };
    await ledger.write(lost, removedTo);
    const from = earliestOf(Object.values(state.consumers).map(({ handledTo }) => handledTo));
    log.warn({ from }, 'the bus has lost messages: what is not known to be handled is published again');
    const copy = `again-${newId()}`;
    const count = await publishLog({ bus, orderLog, from: from === BEGINNING ? undefined : from, since: this.since(), copy });
    const after = await lookAtStream(manager, { earlier: look.witness, publishedTo: look.witness.publishedTo });
    if (!(await this.isWhole(after, seen))) throw new Error('the bus lost messages again meanwhile');
    this.assertStillThere(serverLife);
    seen.witness = after.witness;
    await ledger.write({ ...lost, witness: after.witness, isLost: false });
    log.warn({ count }, 'what the bus had lost is published again');
  }

  /** Whoever comes while everything is there has missed nothing. */
  private fillNew({ witness, consumers, lossCount }: BusState, look: StreamLook, seen: Seen): void {
    const isWhole = look.firstSequence <= 1 && lossCount === 0;
    for (const consumer of look.consumers) {
      if (consumers[consumer.name] !== undefined || seen.filled.has(consumer.name)) continue;
      if (isWhole || witness === undefined) seen.filled.set(consumer.name, 0);
      else this.begin(`fill ${consumer.name}`, (manager) => this.fill(manager, consumer, seen));
    }
  }

  private async fill(manager: JetStreamManager, { name, filters }: StreamConsumer, seen: Seen): Promise<void> {
    const { bus, orderLog, log } = this.options;
    const { witness: earlier } = seen;
    const { serverLife } = bus;
    const isWanted = ({ type }: { readonly type: Parameters<typeof eventFilter>[0] }): boolean =>
      filters.length === 0 || filters.includes(eventFilter(type));
    const count = await publishLog({ bus, orderLog, since: this.since(), copy: name, isWanted });
    const look = await lookAtStream(manager, { earlier, publishedTo: BEGINNING });
    if (seen !== this.seen || !(await this.isWhole(look, seen)))
      throw new Error(`the bus lost messages while ${name} was filled`);
    this.assertStillThere(serverLife);
    seen.filled.set(name, look.lastSequence);
    log.info({ consumer: name, count }, 'a consumer that came later was sent what the log holds for it');
  }

  private consumersAfter(known: BusState['consumers'], look: StreamLook, seen: Seen): BusState['consumers'] {
    const { lastSequence, consumers: present } = look;
    const expected = expectedConsumers(known, present, this.since());
    for (const consumer of Object.keys(known).filter((name) => expected[name] === undefined))
      this.options.log.warn({ consumer }, 'a consumer did not come back, and is not waited for any more');
    const { filled, checkpoints } = seen;
    return consumersSeen(expected, { present, filled, checkpoints, lastSequence, now: this.options.clock.now() });
  }

  private since(): string {
    const { clock, maxAgeMs } = this.options;
    return new Date(clock.now().getTime() - maxAgeMs).toISOString();
  }

  private async write(seen: Seen, before: BusState, after: BusState): Promise<void> {
    const isNewKnown = Object.keys(after.consumers).length !== Object.keys(before.consumers).length;
    const isDue = performance.now() - seen.writtenAtMs >= WRITE_EVERY_MS;
    if (!isNewKnown && !(isDue && JSON.stringify(after) !== JSON.stringify(before))) return;
    await seen.ledger.write(after);
    seen.writtenAtMs = performance.now();
  }
}

interface Loss {
  readonly state: BusState;
  readonly look: StreamLook;
  readonly serverLife: string | undefined;
}
