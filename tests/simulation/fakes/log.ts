import type { RecordedEvent } from '@tollgate/contracts';
import { TransientError } from '@tollgate/errors';
import {
  type Appended,
  type AppendRequest,
  type FoundIdempotencyRecord,
  type HistoryWithKey,
  type IdempotencyKey,
  MemoryOrderLog,
  type TailPage,
} from '@tollgate/order-log';
import type { Process } from '../world/process.ts';
import type { SimulatedBus } from './bus.ts';
import type { Store } from './store.ts';

export interface LogParts {
  readonly process: Process;
  readonly store: Store;
  readonly bus: SimulatedBus;
}

/** A process's log: the twin in memory, whose every read and commit is an effect on a database that may be slow, gone, or answer nobody. */
export class SimulatedLog extends MemoryOrderLog {
  /** What the commit that is under way hands over to be published. */
  private handedOver: RecordedEvent[] = [];
  readonly parts: LogParts;

  constructor(parts: LogParts) {
    const { process, store, bus } = parts;
    super({
      service: process.service,
      store,
      clock: process.clock.now,
      publish: async (event) => void this.handedOver.push(event),
      onOutcome: (event) => bus.wake(event),
    });
    this.parts = parts;
  }

  override async append(request: AppendRequest): Promise<Appended> {
    const { process } = this.parts;
    const what = request.events.map(({ type }) => type).join('+') || 'key';
    const { appended, events } = await process.effect(`append ${what}`, () => this.commit(request, what));
    const publishing = this.publishAll(events);
    if (request.answersAtCommit === true) publishing.catch(() => undefined);
    else await publishing;
    return appended;
  }

  override republish(events: readonly RecordedEvent[]): Promise<void> {
    return this.publishAll(events);
  }

  override history(subject: string): ReturnType<MemoryOrderLog['history']> {
    return this.parts.process.effect('read', () => this.historyNow(subject));
  }

  override read(subject: string): Promise<readonly RecordedEvent[]> {
    return this.parts.process.effect('read', () => super.read(subject));
  }

  override async readWithKey(order: string): Promise<HistoryWithKey> {
    return { ...(await this.history(order)), key: this.parts.store.keys.get(order) };
  }

  override findIdempotencyRecord(key: IdempotencyKey): Promise<FoundIdempotencyRecord | undefined> {
    return this.parts.process.effect('find key', () => super.findIdempotencyRecord(key));
  }

  override readAll(cursor: string | undefined, limit: number): Promise<TailPage> {
    return this.parts.process.effect('read tail', () => this.tail(Number(cursor ?? 0), limit, false));
  }

  /** `isPastOpen`: what a tail by sequence does, which passes over what commits later. */
  tail(from: number, limit: number, isPastOpen: boolean): TailPage {
    const places = this.parts.store.tail(from, isPastOpen).slice(0, limit);
    const events = places.flatMap(({ events: all, position }) =>
      (all ?? []).map((event, index) => ({ ...event, position: BigInt(position * 100 + index + 1) })),
    );
    const last = places.at(-1);
    return { events, cursor: String(last === undefined ? from : last.position + 1) };
  }

  private async historyNow(subject: string): ReturnType<MemoryOrderLog['history']> {
    const events = await super.read(subject);
    const heads = Object.fromEntries(events.map(({ header, hash }) => [header.stream, { version: header.version, hash }]));
    return { events, heads };
  }

  private async commit(request: AppendRequest, what: string) {
    const { process, store } = this.parts;
    const place = store.open();
    const { random } = process.world;
    await process.world.sleep(random.happens(0.1) ? random.between(50, 2_500) : random.below(3));
    this.handedOver = [];
    const appended = await super.append(request).catch((error: unknown) => {
      store.close(place, []); // as a transaction that is rolled back leaves a gap, and nobody waits for it
      throw error;
    });
    store.close(place, appended.outcome === 'appended' ? appended.events : []);
    const orders = appended.outcome === 'appended' ? request.subject.id.slice(-6) : appended.outcome;
    process.note(`commits ${what} ${orders}`);
    return { appended, events: this.handedOver };
  }

  private async publishAll(events: readonly RecordedEvent[]): Promise<void> {
    try {
      await Promise.all(events.map((event) => this.parts.bus.publish(this.parts.process, event)));
    } catch (cause) {
      throw new TransientError('the bus did not take a committed event', { cause });
    }
  }
}
