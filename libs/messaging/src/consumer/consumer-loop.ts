import {
  AckPolicy,
  type Consumer,
  type ConsumerConfig,
  type ConsumerInfo,
  type ConsumerMessages,
  DeliverPolicy,
  JetStreamApiError,
  type JetStreamManager,
  type JsMsg,
  jetstream,
  jetstreamManager,
  ReplayPolicy,
} from '@nats-io/jetstream';
import { type NatsConnection, nanos } from '@nats-io/transport-node';
import { eventStream } from '@tollgate/contracts';
import type { MessagingLog, MessagingMeter } from '../observers.js';
import { hasStalled, type Progress } from './progress.js';

export interface ConsumerLoopOptions {
  readonly connection: NatsConnection;
  /** The service's name. */
  readonly durableName: string;
  readonly filterSubjects: readonly string[];
  /** Default 30 s: how long a message that a dead process held stays away. */
  readonly ackWaitMs?: number | undefined;
  readonly log: MessagingLog;
  readonly meter: MessagingMeter;
  readonly onMessage: (message: Received) => void;
  /** Names one life of the server at the other end. */
  readonly serverLife: () => string | undefined;
  /** Makes the stream where it is missing. */
  readonly ensureStream: () => Promise<void>;
}

/** A message, and the answers to it. */
export type Received = Pick<JsMsg, 'info' | 'subject' | 'string' | 'ack' | 'nak' | 'term'>;

const maxAckPending = 1_000;
const maxInHand = 500;
const defaultAckWaitMs = 30_000;
const lookEveryMs = 5_000;
/** Only a consumer that is quiet for so long is asked about at the server: counting what is pending for a filter takes
 *  it longer the more subjects the stream holds, and holds up everybody meanwhile (150 ms at 480,000). */
const quietMs = 15_000;
const tryAgainMs = 500;
/** A question that was lost with a connection holds up the next one for as long. */
const askWithinMs = 2_000;

/** Pulls a durable consumer's messages for as long as the service lives: through restarts of the bus, through a bus
 *  that was wiped (stream and consumer are made again), and through a consumer that silently stopped delivering. */
export class ConsumerLoop {
  private messages: ConsumerMessages | undefined;
  private isStopped = false;
  private isPaused = false;
  /** When the server made the consumer: another one has messages of its own. */
  private consumerCreated = '';
  private received = 0;
  private latest: JsMsg | undefined;
  private receivedAtLook = 0;
  private quietSinceMs = 0;
  private progress: Progress | undefined;
  private running: Promise<void> | undefined;
  private wakePaused: (() => void) | undefined;

  constructor(private readonly options: ConsumerLoopOptions) {}

  /** Resolves when messages begin to come. */
  start(): Promise<void> {
    return new Promise((resolve) => {
      this.running = this.run(resolve);
    });
  }

  /** Pulls no more until `resume`. What is in hand goes on. */
  pause(): void {
    if (this.isPaused) return;
    this.isPaused = true;
    this.messages?.stop();
  }

  resume(): void {
    this.isPaused = false;
    this.wakePaused?.();
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    this.messages?.stop();
    this.resume();
    await this.running;
  }

  private async run(onFirst: () => void): Promise<void> {
    const watch = setInterval(() => void this.look(), lookEveryMs);
    while (!this.isStopped) {
      try {
        await this.consume(onFirst);
      } catch (error) {
        this.options.log.warn({ error }, 'consumer could not be set up');
        await sleep(this.isStopped ? 0 : tryAgainMs);
      }
      await this.whilePaused();
    }
    clearInterval(watch);
  }

  /** One life of the subscription: ends when it is stopped, or when the consumer or the stream is gone. */
  private async consume(onBegun: () => void): Promise<void> {
    const consumer = await this.ensureConsumer();
    this.messages = await consumer.consume({
      max_messages: maxInHand,
      expires: 10_000,
      idle_heartbeat: 2_000,
      abort_on_missing_resource: true,
      callback: (message) => {
        this.received += 1;
        this.latest = message;
        this.options.onMessage(this.answerable(message));
      },
    });
    if (this.isStopped || this.isPaused) this.messages.stop();
    onBegun();
    const cause = await this.messages.closed();
    if (cause instanceof Error) this.options.log.warn({ error: cause }, 'consumer ended and is set up again');
  }

  /** The server takes an answer for the message that has the sequence now: one that came from another life of server or consumer gets none, as
   *  another message may have its sequence since, and would count as handled. It comes again. Source: nats-server, `processAckMsg` in consumer.go. */
  private answerable(message: JsMsg): Received {
    const { serverLife } = this.options;
    const [server, consumer] = [serverLife(), this.consumerCreated];
    const isAnswerable = (): boolean => server === serverLife() && consumer === this.consumerCreated;
    return {
      get info() {
        return message.info; // taken apart only where somebody asks
      },
      subject: message.subject,
      string: () => message.string(),
      ack: () => void (isAnswerable() && message.ack()),
      nak: (delayMs) => void (isAnswerable() && message.nak(delayMs)),
      term: (reason) => void (isAnswerable() && message.term(reason)),
    };
  }

  private async whilePaused(): Promise<void> {
    while (this.isPaused && !this.isStopped) {
      await new Promise<void>((resolve) => {
        this.wakePaused = resolve;
      });
    }
  }

  private async ensureConsumer(): Promise<Consumer> {
    const { connection, durableName, ensureStream } = this.options;
    await ensureStream();
    const manager = await jetstreamManager(connection, { checkAPI: false, timeout: askWithinMs });
    this.consumerCreated = (await addConsumer(manager, settings(this.options))).created;
    return jetstream(connection).consumers.get(eventStream, durableName);
  }

  /** Watches progress, not the connection: a consumer may stand still with everything connected. */
  private async look(): Promise<void> {
    const { connection, durableName, log, meter } = this.options;
    if (this.isPaused || this.isStopped || connection.isClosed() || this.isMoving(performance.now())) return;
    try {
      const manager = await jetstreamManager(connection, { checkAPI: false, timeout: askWithinMs });
      const now = await manager.consumers.info(eventStream, durableName);
      this.quietSinceMs = performance.now();
      meter.consumerLag(now.num_pending);
      const seen = {
        received: this.received,
        pending: now.num_pending,
        unacknowledged: now.num_ack_pending,
        atMs: performance.now(),
      };
      if (this.progress !== undefined && hasStalled(this.progress, seen, maxAckPending)) {
        log.error({ pending: seen.pending }, 'no progress though messages are pending: the consumer is made anew');
        await this.makeAnew(manager, now);
        this.progress = undefined;
      } else if (this.progress === undefined || this.progress.received !== seen.received || seen.pending === 0)
        this.progress = seen;
    } catch (error) {
      if (isMissing(error))
        this.messages?.stop(); // the loop makes both again
      else log.warn({ error }, 'the consumer could not be looked at');
    }
  }

  /** Messages came since the last look, or not long ago; what was pending behind the last one stands in it. */
  private isMoving(nowMs: number): boolean {
    if (this.received === this.receivedAtLook) return nowMs - this.quietSinceMs < quietMs;
    this.receivedAtLook = this.received;
    this.quietSinceMs = nowMs;
    this.options.meter.consumerLag(this.latest?.info.pending ?? 0);
    this.latest = undefined;
    this.progress = undefined;
    return true;
  }

  /** Begins after the last message that was acknowledged with all before it. */
  private async makeAnew(manager: JetStreamManager, { config, ack_floor }: ConsumerInfo): Promise<void> {
    await manager.consumers.delete(eventStream, config.durable_name ?? this.options.durableName);
    await addConsumer(manager, {
      ...settings(this.options),
      deliver_policy: DeliverPolicy.StartSequence,
      opt_start_seq: ack_floor.stream_seq + 1,
    });
    this.messages?.stop();
  }
}

/** A TransientError is nakked for ever and a defect counted by the handler's side: the server itself never gives a
 *  message up (`max_deliver: -1`). */
const settings = ({
  durableName,
  filterSubjects,
  ackWaitMs = defaultAckWaitMs,
}: ConsumerLoopOptions): Partial<ConsumerConfig> => ({
  durable_name: durableName,
  ack_policy: AckPolicy.Explicit,
  ack_wait: nanos(ackWaitMs),
  max_deliver: -1,
  max_ack_pending: maxAckPending,
  deliver_policy: DeliverPolicy.All,
  replay_policy: ReplayPolicy.Instant,
  filter_subjects: [...filterSubjects],
});

const consumerNotFound = 10014;
const streamNotFound = 10059;
const isMissing = (error: unknown): boolean =>
  error instanceof JetStreamApiError && (error.code === consumerNotFound || error.code === streamNotFound);

/** Where it is there already, only what may change is brought up to date: where it starts may not. Filters that are there stay: a replica
 *  of a later release, which runs beside this one during an upgrade, may have added them. */
const addConsumer = async (manager: JetStreamManager, config: Partial<ConsumerConfig>): Promise<ConsumerInfo> => {
  const { durable_name, ack_wait, max_deliver, max_ack_pending } = config;
  let present: ConsumerConfig;
  try {
    present = (await manager.consumers.info(eventStream, durable_name ?? '')).config;
  } catch (error) {
    if (!isMissing(error)) throw error;
    return manager.consumers.add(eventStream, config);
  }
  const filters = [...(config.filter_subjects ?? []), ...(present.filter_subjects ?? []), present.filter_subject ?? []].flat();
  const filter_subjects = [...new Set(filters)];
  const changes = { ack_wait, max_deliver, max_ack_pending, filter_subjects } as Partial<ConsumerConfig>;
  return manager.consumers.update(eventStream, durable_name ?? '', changes);
};

const sleep = (delayMs: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, delayMs));
