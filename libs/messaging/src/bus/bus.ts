import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import {
  type EventType,
  isEventType,
  merchantSubjects,
  outcomeFilter,
  outcomeSubject,
  type RecordedEvent,
} from '@tollgate/contracts';
import type { PublishOptions } from '@tollgate/order-log';
import { fromWire } from '../events/event-wire.js';
import { type MessagingLog, type MessagingMeter, noMeter } from '../observers.js';
import { busAddress } from './bus-address.js';
import { EventPublisher } from './event-publisher.js';

export interface BusOptions {
  /** `nats://token@host:port`, several separated by commas. */
  readonly servers: string;
  /** The service's name: how the connection shows at the server. */
  readonly service: string;
  readonly log: MessagingLog;
  readonly meter?: MessagingMeter;
  /** False for a person's command: a bus that cannot be had now, or refuses the token, is an error at once. Default: true. */
  readonly isWaiting?: boolean;
}

/** A server that is frozen would be waited for until the whole process has to go. */
const DRAIN_WITHIN_MS = 2_000;

export type OutcomeListener = (order: string, type: EventType) => void;

/** Opens the bus, and waits for it as long as that takes, unless `isWaiting` is false: a service does not end because NATS is not there yet. */
export const openBus = async (options: BusOptions): Promise<Bus> => {
  const connection = await connect({
    ...busAddress(options.servers),
    name: options.service,
    reconnect: true,
    maxReconnectAttempts: -1,
    waitOnFirstConnect: options.isWaiting ?? true,
    // To connect: a server that takes the connection and says nothing.
    timeout: 4_000,
    reconnectTimeWait: 250,
    reconnectJitter: 100,
    pingInterval: 2_000,
    maxPingOut: 2,
    // Without it every publish and request captures a stack trace: a quarter of a consumer's CPU.
    noAsyncTraces: true,
    ignoreClusterUpdates: true,
    // A server that comes back with its accounts not loaded yet must not end the connection for good.
    ignoreAuthErrorAbort: true,
  });
  gatherWrites(connection);
  return new Bus(connection, options);
};

/** The client hands every message to the socket by itself, in the microtask after it was written. What a turn of the
 *  event loop writes is gathered here and goes out as one: fewer system calls on both sides. The method is the client's
 *  own and not part of its public interface; where a later version has none, all is as before. */
const gatherWrites = (connection: NatsConnection): void => {
  const { protocol } = connection as unknown as { protocol?: { flushPending?: () => void } };
  const flush = protocol?.flushPending?.bind(protocol);
  if (protocol === undefined || flush === undefined) return;
  let isScheduled = false;
  protocol.flushPending = () => {
    if (isScheduled) return;
    isScheduled = true;
    setImmediate(() => {
      isScheduled = false;
      flush();
    });
  };
};

/** A process's one connection to NATS: the events it appends go out here, outcomes come in. */
export class Bus {
  private readonly publisher: EventPublisher;
  readonly log: MessagingLog;
  private isUp = true;
  private downSinceMs = 0;

  constructor(
    readonly connection: NatsConnection,
    { log, meter = noMeter }: Pick<BusOptions, 'log' | 'meter'>,
  ) {
    this.log = log;
    this.publisher = new EventPublisher(connection, () => this.isUp, meter);
    void this.watchConnection();
  }

  /** For readiness: whether the connection stands at this moment. */
  get isConnected(): boolean {
    return this.isUp && !this.connection.isClosed();
  }

  /** For how long the connection is down; undefined while it stands. */
  get disconnectedForMs(): number | undefined {
    return this.isConnected ? undefined : performance.now() - this.downSinceMs;
  }

  /** For how long every publish was refused or left unanswered; undefined while the bus takes what comes. */
  get failingForMs(): number | undefined {
    return this.publisher.failingForMs;
  }

  /** Names one life of the server at the other end. */
  get serverLife(): string | undefined {
    return this.connection.info?.server_id;
  }

  /** Resolves when JetStream has taken the event (again: its id makes a copy within two minutes harmless). Rejects with
   *  a TransientError when that did not happen within 10 s; the log holds the event, the relay publishes it later. */
  publishEvent(event: RecordedEvent, options?: PublishOptions): Promise<void> {
    return this.publisher.publish(event, options);
  }

  /** Wakes whoever waits for the order's outcome. A core message: a hint that may be lost. */
  publishOutcome(event: RecordedEvent): void {
    if (this.isConnected) this.connection.publish(outcomeSubject(event.header.subject.id), event.type);
  }

  /** Hears the outcome of every order, until the bus closes. Each replica that listens hears all of them. */
  onOutcome(listener: OutcomeListener): void {
    const start = outcomeFilter.length - 1;
    this.connection.subscribe(outcomeFilter, {
      callback: (error, message) => {
        if (error !== null) return;
        const type = message.string();
        if (isEventType(type)) listener(message.subject.slice(start), type);
      },
    });
  }

  /** Hears a merchant's events as they pass, until what it answers is called: for whoever looks on. A copy of what JetStream carries, and a hint
   *  that may be lost; an event of a later release is passed over. */
  watch(merchant: string, listener: (event: RecordedEvent) => void): () => void {
    const subscription = this.connection.subscribe(merchantSubjects(merchant), {
      callback: (error, message) => {
        if (error !== null) return;
        const event = fromWire(message.string());
        if (event !== undefined) listener(event);
      },
    });
    return () => subscription.unsubscribe();
  }

  /** Sends what is under way and ends the connection; publishes that are not acknowledged by then are the relay's. */
  async close(): Promise<void> {
    await this.publisher.close();
    if (this.connection.isClosed()) return;
    const drained = this.connection
      .drain()
      .catch((error: unknown) => this.log.warn({ error }, 'the bus could not be left in order'));
    await Promise.race([drained, sleep(DRAIN_WITHIN_MS, undefined, { ref: false })]);
    if (!this.connection.isClosed()) await this.connection.close();
  }

  private disconnected(): void {
    if (this.isUp) this.downSinceMs = performance.now();
    this.isUp = false;
    this.log.warn({}, 'bus disconnected');
  }

  private async watchConnection(): Promise<void> {
    for await (const status of this.connection.status()) {
      if (status.type === 'disconnect') this.disconnected();
      else if (status.type === 'reconnect') {
        this.isUp = true;
        this.log.info({}, 'bus reconnected');
        this.publisher.publishPendingAgain();
      } else if (status.type === 'error' || status.type === 'slowConsumer') {
        this.log.warn({ status: status.type }, 'bus reports a problem');
      }
    }
  }
}
