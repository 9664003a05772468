import { type EventType, eventFilter, type RecordedEvent } from '@tollgate/contracts';
import { fromWire, toWire } from '@tollgate/messaging';
import type { Process } from '../world/process.ts';
import type { Task, World } from '../world/world.ts';
import type { Store } from './store.ts';

/** What a delivered message lets its handler do; as much of JetStream's message as the dispatcher uses. */
export interface BusMessage {
  readonly subject: string;
  readonly info: { readonly deliveryCount: number };
  string(): string;
  ack(): void;
  nak(delayMs?: number): void;
  term(reason?: string): void;
}

/** Takes a message in one process of a service. */
export interface Subscriber {
  readonly process: Process;
  readonly take: (message: BusMessage) => void;
}

interface Pending {
  readonly sequence: number;
  readonly event: RecordedEvent;
  deliveryCount: number;
  timer: Task | undefined;
}

interface Consumer {
  readonly filters: ReadonlySet<string>;
  readonly pending: Map<number, Pending>;
  readonly subscribers: Set<Subscriber>;
}

/** A hint over the bus without a stream: it may be lost. */
export type Hint = (order: string, news: EventType) => void;

const ACK_WAIT_MS = 30_000;
const DEDUPE_WINDOW_MS = 120_000;
const NOBODY_THERE_MS = 400;
const MOST_KEPT = 400;

/** JetStream as its worst: messages lost before and after they are taken, acknowledgements lost, doubled, late, in any order, delivered
 *  again after the ack-wait, and a stream that is wiped with all that nobody had handled. */
export class SimulatedBus {
  private readonly consumers = new Map<string, Consumer>();
  private readonly hints = new Set<{ readonly process: Process; readonly listen: Hint }>();
  private readonly seen = new Map<string, number>();
  private sequence = 0;
  /** By service: the events that it acknowledged. The auditor's. */
  readonly acknowledged = new Map<string, Set<string>>();
  private republishing = 0;
  /** How long a message with the same id is taken for the same. */
  dedupeWindowMs = DEDUPE_WINDOW_MS;
  /** How many messages the stream holds before it refuses more. */
  mostKept = MOST_KEPT;
  /** Whether what every consumer has acknowledged is removed. */
  isTrimmed = true;
  /** Whether a stream that was lost is filled again from the log. */
  isRefilled = true;
  private readonly kept = new Set<number>();

  private readonly world: World;
  private readonly store: Store;

  constructor(world: World, store: Store) {
    this.world = world;
    this.store = store;
  }

  subscribe(filters: readonly string[], subscriber: Subscriber): void {
    const { service, isAlive } = subscriber.process;
    if (!isAlive) return;
    let consumer = this.consumers.get(service);
    if (consumer === undefined) {
      consumer = { filters: new Set(filters), pending: new Map(), subscribers: new Set() };
      this.consumers.set(service, consumer);
      this.acknowledged.set(service, new Set());
      // A consumer that is created later than what it listens to is filled from the log.
      for (const event of this.store.events) {
        this.sequence += 1;
        this.queue(service, consumer, event);
      }
    }
    const { subscribers } = consumer;
    subscribers.add(subscriber);
    subscriber.process.onEnd(() => subscribers.delete(subscriber));
  }

  /** Which services listen to an event of this type. */
  listenersTo(type: EventType): readonly string[] {
    return [...this.consumers].filter(([, { filters }]) => filters.has(eventFilter(type))).map(([service]) => service);
  }

  /** As the processes that use it see it: what is kept counts as bytes. */
  get condition() {
    return {
      disconnectedForMs: this.world.awayForMs('bus'),
      failingForMs: undefined,
      unseenForMs: 0,
      streamBytes: this.kept.size,
      maxStreamBytes: this.mostKept,
    };
  }

  private get isFull(): boolean {
    return this.kept.size >= this.mostKept;
  }

  get pendingCount(): number {
    let count = this.republishing;
    for (const { pending } of this.consumers.values()) count += pending.size;
    return count;
  }

  /** Resolves when the stream has it, for all that its publisher knows. */
  publish(process: Process, event: RecordedEvent): Promise<void> {
    const fate = this.world.meets('lost') ? this.world.random.pick(['before', 'after'] as const) : 'taken';
    return process.effect(
      `publish ${event.type}`,
      () => {
        if (fate === 'before') throw new Error('no answer of the bus');
        if (this.isFull) throw new Error('the stream is full');
        this.take(event);
        if (fate === 'after') throw new Error('no answer of the bus');
        this.store.published(event);
      },
      { isSure: true, via: 'bus' },
    );
  }

  /** Publishes by nobody's process: the relay, and whoever fills a stream that was lost. */
  relay(event: RecordedEvent): void {
    if (this.isFull || this.world.isAway('bus') || this.world.meets('lost')) return;
    this.take(event);
    this.store.published(event);
  }

  wake(event: RecordedEvent): void {
    for (const { process, listen } of this.hints) {
      if (this.world.isAway('bus') || this.world.meets('lost')) continue;
      const delayMs = this.world.random.below(this.world.meets('delayed') ? 3_000 : 6);
      this.world.after(delayMs, process, () => listen(event.header.subject.id, event.type));
    }
  }

  onOutcome(process: Process, listen: Hint): void {
    const hint = { process, listen };
    this.hints.add(hint);
    process.onEnd(() => this.hints.delete(hint));
  }

  /** The stream is gone, with all that nobody had handled. Whoever makes it again fills it from the log, in some seconds. */
  wipe(): void {
    this.world.note('bus', 'is wiped');
    for (const { pending } of this.consumers.values()) {
      for (const one of pending.values()) if (one.timer !== undefined) one.timer.isCanceled = true;
      pending.clear();
    }
    this.seen.clear();
    this.kept.clear();
    const events = [...this.store.events];
    if (!this.isRefilled) return;
    this.republishing += 1;
    this.world.after(this.world.random.between(500, 8_000), undefined, () => {
      this.republishing -= 1;
      for (const event of events) this.take(event);
    });
  }

  private take(event: RecordedEvent): void {
    const { id } = event.header;
    const { nowMs } = this.world;
    const lastMs = this.seen.get(id);
    if (lastMs !== undefined && nowMs - lastMs < this.dedupeWindowMs && !this.world.meets('doubled')) return;
    this.seen.set(id, nowMs);
    this.sequence += 1;
    this.kept.add(this.sequence);
    for (const [service, consumer] of this.consumers) this.queue(service, consumer, event);
    this.removeIfTaken(this.sequence);
  }

  private queue(service: string, consumer: Consumer, event: RecordedEvent): void {
    if (!consumer.filters.has(eventFilter(event.type))) return;
    const pending = { sequence: this.sequence, event, deliveryCount: 0, timer: undefined };
    consumer.pending.set(this.sequence, pending);
    this.deliverLater(service, pending, this.latencyMs());
  }

  private removeIfTaken(sequence: number): void {
    if (!this.isTrimmed) return;
    const isPending = [...this.consumers.values()].some(({ pending }) => pending.has(sequence));
    if (!isPending) this.kept.delete(sequence);
  }

  private latencyMs(): number {
    const { random } = this.world;
    if (this.world.meets('delayed')) return random.between(100, 20_000);
    return random.happens(0.85) ? random.between(0, 3) : random.between(4, 80);
  }

  private deliverLater(service: string, pending: Pending, delayMs: number): void {
    if (pending.timer !== undefined) pending.timer.isCanceled = true;
    pending.timer = this.world.after(delayMs, undefined, () => this.deliver(service, pending));
  }

  private deliver(service: string, pending: Pending): void {
    const consumer = this.consumers.get(service);
    if (consumer === undefined || !consumer.pending.has(pending.sequence)) return;
    const subscribers = [...consumer.subscribers];
    if (subscribers.length === 0 || this.world.isAway('bus')) {
      this.deliverLater(service, pending, NOBODY_THERE_MS);
      return;
    }
    const { random } = this.world;
    this.hand(consumer, pending, random.pick(subscribers));
    if (this.world.meets('doubled')) this.hand(consumer, pending, random.pick(subscribers));
    this.deliverLater(service, pending, ACK_WAIT_MS);
  }

  private hand(consumer: Consumer, pending: Pending, { process, take }: Subscriber): void {
    pending.deliveryCount += 1;
    const { event, deliveryCount } = pending;
    const text = toWire(event);
    const again = (delayMs: number): void => {
      if (process.isAlive && consumer.pending.has(pending.sequence)) this.deliverLater(process.service, pending, delayMs);
    };
    const end = (): void => {
      if (!process.isAlive || this.world.isAway('bus') || this.world.meets('lost')) return; // it comes again after the ack-wait
      consumer.pending.delete(pending.sequence);
      this.removeIfTaken(pending.sequence);
      if (pending.timer !== undefined) pending.timer.isCanceled = true;
    };
    const message: BusMessage = {
      subject: `order.${event.header.merchant}.${event.type}`,
      info: { deliveryCount },
      string: () => text,
      ack: () => {
        if (!process.isAlive) return;
        this.acknowledged.get(process.service)?.add(event.header.id);
        end();
      },
      nak: (delayMs = 0) => again(delayMs),
      term: end,
    };
    const again2 = deliveryCount > 1 ? ` (${deliveryCount})` : '';
    this.world.after(0, process, () => {
      process.note(`receives ${event.type} ${event.header.subject.id.slice(-6)}${again2}`);
      take(message);
    });
  }
}

/** What came over the wire, as a handler gets it: an object of its own. */
export const copyOf = (event: RecordedEvent): RecordedEvent => {
  const copy = fromWire(toWire(event));
  if (copy === undefined) throw new TypeError('an event of this release');
  return copy;
};
