import { setTimeout as sleep } from 'node:timers/promises';
import { type CustomTransportStrategy, type MessageHandler, Server } from '@nestjs/microservices';
import type { RecordedEvent } from '@tollgate/contracts';
import { isObservable, lastValueFrom } from 'rxjs';
import type { Bus } from './bus/bus.js';
import { type EventStreamLimits, ensureEventStream } from './bus/event-stream.js';
import { ConsumerLoop } from './consumer/consumer-loop.js';
import { WorkGate } from './consumer/work-gate.js';
import { EventDispatcher, type HandleEvent } from './events/event-dispatcher.js';
import { type MessagingLog, type MessagingMeter, noMeter } from './observers.js';
import { type ParkedEvents } from './parked/parked-events.js';
import { answerParkedRequests } from './parked/parked-requests.js';
import type { RequestContract } from './requests/on-request.js';
import { RequestResponder } from './requests/request-responder.js';

export interface JetStreamStrategyOptions {
  readonly bus: Bus;
  /** The service's name: of its durable consumer and of its queue group. */
  readonly service: string;
  readonly parked: ParkedEvents;
  readonly log: MessagingLog;
  readonly meter?: MessagingMeter;
  readonly limits?: EventStreamLimits;
  /** How long an event that a dead process held stays away; default 30 s. */
  readonly ackWaitMs?: number;
  /** Whether the service can do its work at all (its database answers). Asked after a TransientError: while it cannot,
   *  nothing is pulled. */
  readonly canWork?: () => Promise<boolean>;
}

const TRY_AGAIN_MS = 500;

type ContractedHandler = MessageHandler & { readonly extras?: { readonly contract?: RequestContract } };

/** NestJS transport over NATS: `@OnEvent` methods are fed by a durable JetStream consumer, `@OnRequest` methods by core
 *  NATS. */
export class JetStreamStrategy extends Server implements CustomTransportStrategy {
  private loop: ConsumerLoop | undefined;
  private dispatcher: EventDispatcher | undefined;
  private readonly responder: RequestResponder;
  private gate: WorkGate | undefined;
  private closing: Promise<void> | undefined;

  constructor(private readonly options: JetStreamStrategyOptions) {
    super();
    const { bus, service, log, meter = noMeter } = options;
    this.responder = new RequestResponder({ connection: bus.connection, queue: service, log, meter });
  }

  /** Begins to listen; calls back when everything does. */
  listen(callback: (error?: unknown) => void): void {
    this.begin().then(() => callback(), callback);
  }

  /** Takes no more, ends what is under way. Safe to call twice. */
  close(): Promise<void> {
    this.closing ??= this.end();
    return this.closing;
  }

  on(): never {
    throw new Error('this transport has no events of its own; see Bus');
  }

  unwrap<T>(): T {
    return this.options.bus.connection as T;
  }

  private async begin(): Promise<void> {
    const handlers = new Map<string, HandleEvent>();
    for (const [subject, handler] of this.messageHandlers) {
      if (handler.isEventHandler) handlers.set(subject, direct(handler));
      else this.answer(subject, handler);
    }
    if (handlers.size > 0) {
      await this.consume(handlers);
    } else {
      this.answerParked(() => undefined);
      await this.waitForStream();
    }
  }

  /** Every service tells what it parked, whether it takes events from the bus or reads the log. */
  private answerParked(handle: (event: RecordedEvent) => Promise<void> | undefined): void {
    const { service, parked } = this.options;
    answerParkedRequests({ responder: this.responder, service, parked, handle });
  }

  private async consume(handlers: ReadonlyMap<string, HandleEvent>): Promise<void> {
    const { bus, service, parked, log, meter = noMeter, canWork, ackWaitMs } = this.options;
    const dispatcher = new EventDispatcher({ handlers, parked, log, meter, onTransientError: () => this.gate?.look() });
    const loop = new ConsumerLoop({
      connection: bus.connection,
      durableName: service,
      filterSubjects: [...handlers.keys()],
      ackWaitMs,
      log,
      meter,
      serverLife: () => bus.serverLife,
      onMessage: (message) => dispatcher.take(message),
      ensureStream: () => this.ensureStream(),
    });
    this.dispatcher = dispatcher;
    this.loop = loop;
    if (canWork !== undefined) this.gate = new WorkGate({ canWork, pause: () => loop.pause(), resume: () => loop.resume(), log });
    this.answerParked((event) => dispatcher.handle(event, driven));
    await loop.start();
  }

  private answer(subject: string, handler: ContractedHandler): void {
    const contract = handler.extras?.contract;
    if (contract === undefined) throw new Error(`${subject}: a request handler is marked with @OnRequest`);
    this.responder.answer(subject, contract, async (request, context) => (await settled(handler(request, context))) as object);
  }

  /** A bus that is slow, or not there yet, is waited for. */
  private async waitForStream(): Promise<void> {
    while (this.closing === undefined) {
      try {
        return await this.ensureStream();
      } catch (error) {
        this.options.log.warn({ error }, 'the stream could not be made yet');
        await sleep(TRY_AGAIN_MS);
      }
    }
  }

  private async ensureStream(): Promise<void> {
    const { bus, limits, log } = this.options;
    if (await ensureEventStream(bus.connection, limits)) log.info({}, 'stream was made');
  }

  private async end(): Promise<void> {
    this.gate?.close();
    await this.loop?.stop();
    await Promise.all([this.dispatcher?.settle(), this.responder.close()]);
  }
}

/** Stands for the message of an event that is driven again by hand. */
const driven = { info: { deliveryCount: 1 } as never };

/** Nest's pipeline answers a promise of the plain result; an Observable only where an interceptor made one, or several
 *  methods listen to the event. So RxJS stays out of the way of every message. */
const settled = async (result: Promise<unknown>): Promise<unknown> => {
  const value = await result;
  return isObservable(value) ? lastValueFrom(value, { defaultValue: undefined }) : value;
};

const direct =
  (handler: MessageHandler): HandleEvent =>
  (event, context) =>
    settled(handler(event, context)) as Promise<void>;
