import { type ConsumerInfo, type JetStreamManager, jetstreamManager } from '@nats-io/jetstream';
import { eventFilter, eventStream, type RecordedEvent } from '@tollgate/contracts';
import type { OrderLog } from '@tollgate/order-log';
import type { MessagingLog } from '../observers.js';
import type { Bus } from './bus.js';
import { settledUpTo } from './settled-prefix.js';

export interface StreamKeeperOptions {
  readonly bus: Bus;
  readonly orderLog: Pick<OrderLog, 'readAll'>;
  /** RFC 3339: what occurred earlier is not published again. */
  readonly since: () => string;
  readonly log: MessagingLog;
}

/** Stream and consumers say of themselves that the log was published to them: set once that is done, so that a fill that was interrupted
 *  begins again. */
const FILLED = { 'tollgate-filled': 'yes' };
const isFilled = ({ metadata = {} }: { readonly metadata?: Record<string, string> }): boolean =>
  metadata['tollgate-filled'] === 'yes';

const PAGE_SIZE = 500;
/** So few messages are not worth a request to the server. */
const MIN_REMOVED = 500;

/** Keeps the stream as the log and its consumers want it: what every consumer is done with is removed, so that the stream's size follows what
 *  is under way and not what was ever sold; a stream that was lost, and a consumer that came later, are filled from the log. One process at a
 *  time does it. */
export class StreamKeeper {
  private readonly running = new Set<string>();

  constructor(private readonly options: StreamKeeperOptions) {}

  /** Looks once, unless it is still at it. What fails is tried again with the next look. Both go on beside each other, so that a log that is
   *  larger than the stream goes through it. */
  look(): void {
    this.begin('fill', (manager) => this.fill(manager));
    this.begin('trim', (manager) => this.trim(manager));
  }

  private begin(name: string, work: (manager: JetStreamManager) => Promise<void>): void {
    const { bus, log } = this.options;
    if (!bus.isConnected || this.running.has(name)) return;
    this.running.add(name);
    jetstreamManager(bus.connection, { checkAPI: false })
      .then(work)
      .catch((error: unknown) => log.warn({ error, name }, 'the stream could not be looked after'))
      .finally(() => this.running.delete(name));
  }

  private async trim(manager: JetStreamManager): Promise<void> {
    const { state } = await manager.streams.info(eventStream); // before the consumers: what comes in between counts as needed
    const settled = settledUpTo(state.last_seq, (await consumersOf(manager)).map(progressOf));
    if (settled - state.first_seq >= MIN_REMOVED) await manager.streams.purge(eventStream, { seq: settled + 1 });
  }

  private async fill(manager: JetStreamManager): Promise<void> {
    const { config, state } = await manager.streams.info(eventStream);
    const consumers = await consumersOf(manager);
    if (!isFilled(config)) return this.fillStream(manager, consumers);
    for (const consumer of consumers.filter((one) => !isFilled(one.config)))
      await this.fillConsumer(manager, consumer, state.first_seq);
  }

  /** On a new installation the log is empty, too; otherwise the bus was lost, and the log makes it good. */
  private async fillStream(manager: JetStreamManager, consumers: readonly ConsumerInfo[]): Promise<void> {
    const count = await this.publishAgain('stream', () => true);
    if (count > 0) this.options.log.warn({ count }, 'the bus was empty: the log was published again');
    for (const { name } of consumers) await manager.consumers.update(eventStream, name, { metadata: FILLED });
    await manager.streams.update(eventStream, { metadata: FILLED });
  }

  /** Whoever comes while everything is there has missed nothing. */
  private async fillConsumer(manager: JetStreamManager, { name, config }: ConsumerInfo, firstSequence: number): Promise<void> {
    if (firstSequence > 1) {
      const filters = [...(config.filter_subjects ?? []), ...(config.filter_subject ? [config.filter_subject] : [])];
      const count = await this.publishAgain(name, ({ type }) => filters.length === 0 || filters.includes(eventFilter(type)));
      this.options.log.info({ consumer: name, count }, 'a consumer that came later was sent what the log holds for it');
    }
    await manager.consumers.update(eventStream, name, { metadata: FILLED });
  }

  /** Publishes the log's events once more, as copies of their own: the server would take them for those it has had already. Consumers meet
   *  events they know: reactors find what they appended, projections pass over them. */
  private async publishAgain(copy: string, isWanted: (event: RecordedEvent) => boolean): Promise<number> {
    const { orderLog, bus, since } = this.options;
    const earliest = since();
    let cursor: string | undefined;
    let count = 0;
    for (;;) {
      const page = await orderLog.readAll(cursor, PAGE_SIZE);
      const wanted = page.events.filter((event) => event.header.occurredAt >= earliest && isWanted(event));
      await Promise.all(wanted.map((event) => bus.publishEvent(event, copy)));
      count += wanted.length;
      if (page.cursor === cursor) return count;
      cursor = page.cursor;
    }
  }
}

const consumersOf = async (manager: JetStreamManager): Promise<readonly ConsumerInfo[]> => {
  const all: ConsumerInfo[] = [];
  for await (const one of manager.consumers.list(eventStream)) all.push(one);
  return all.filter(({ config }) => config.durable_name !== undefined);
};

const progressOf = ({ ack_floor, num_pending, num_ack_pending }: ConsumerInfo) => ({
  acknowledgedTo: ack_floor.stream_seq,
  pendingCount: num_pending,
  unacknowledgedCount: num_ack_pending,
});
