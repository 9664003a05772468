import { type EventType, eventFilter, isEventType, type RecordedEvent } from '@tollgate/contracts';
import { type Cause, causeOf, crashPoint } from '@tollgate/order-log';
import type { Received } from '../consumer/consumer-loop.js';
import type { MessagingLog, MessagingMeter } from '../observers.js';
import type { ParkedEvents } from '../parked/parked-events.js';
import { runInSpan, SpanKind, startSpan } from '../tracing.js';
import type { EventContext } from './event-context.js';
import { fromWire } from './event-wire.js';
import { isTransient, maxTries, retryDecisionOf } from './retry-decision.js';

/** Calls a service's method for an event; rejects with what the method threw. */
export type HandleEvent = (event: RecordedEvent, context: EventContext) => Promise<void>;

export interface DispatcherOptions {
  readonly handlers: ReadonlyMap<string, HandleEvent>;
  readonly parked: ParkedEvents;
  readonly log: MessagingLog;
  readonly meter: MessagingMeter;
  /** Called for every TransientError: the transport looks whether the service can work at all. */
  readonly onTransientError: () => void;
}

/** Of more events than these the count begins again. */
const MAX_DEFECTS = 10_000;

/** Crash point: the handler is done, its event not yet acknowledged. */
export const crashBeforeAck = 'handle:before-ack';

class Delivery implements EventContext {
  private made: Cause | undefined;

  constructor(
    private readonly message: Pick<Received, 'info'>,
    private readonly event: RecordedEvent,
  ) {}

  get deliveryCount(): number {
    return this.message.info.deliveryCount;
  }

  get cause(): Cause {
    this.made ??= causeOf(this.event);
    return this.made;
  }
}

/** One message from arrival to ack, nak or parking. Acknowledged only when the handler is done, that is after what it
 *  appended was committed, and taken by the bus or kept for it: the message is the outbox of what follows from it. */
export class EventDispatcher {
  private readonly underWay = new Set<Promise<void>>();
  /** How often each event has met a defect here. */
  private readonly defects = new Map<string, number>();

  constructor(private readonly options: DispatcherOptions) {}

  get underWayCount(): number {
    return this.underWay.size;
  }

  take(message: Received): void {
    const handled = this.handleMessage(message).catch((error: unknown) => {
      // Only an acknowledgement on a connection that is closed gets here: the event comes again.
      this.options.log.error({ subject: message.subject, error }, 'event could not be acknowledged');
    });
    this.underWay.add(handled);
    void handled.finally(() => this.underWay.delete(handled));
  }

  /** Resolves when nothing is under way. */
  async settle(): Promise<void> {
    while (this.underWay.size > 0) await Promise.allSettled(this.underWay);
  }

  /** Runs the handler for an event. `delivery` is the message it came in, or what stands for it when it is driven
   *  again. Undefined where this release has none. */
  handle(event: RecordedEvent, delivery: Pick<Received, 'info'>): Promise<void> | undefined {
    const handler = this.options.handlers.get(eventFilter(event.type));
    if (handler === undefined) return undefined;
    const span = startSpan(`handle ${event.type}`, event.header.traceparent, {
      kind: SpanKind.CONSUMER,
      attributes: { 'tollgate.subject': event.header.subject.id, 'messaging.message.id': event.header.id },
    });
    if (span === undefined) return handler(event, new Delivery(delivery, event));
    // Whatever the handler does with the event goes on under this span; the texts that were hashed stay as they are.
    return runInSpan(span, (traceparent) => {
      const continued = { ...event, header: { ...event.header, traceparent } } as RecordedEvent;
      return handler(continued, new Delivery(delivery, continued));
    });
  }

  private async handleMessage(message: Received): Promise<void> {
    let event: RecordedEvent | undefined;
    try {
      event = fromWire(message.string());
      if (event !== undefined) await this.handle(event, message);
    } catch (error) {
      await this.failed(message, event, error);
      return;
    }
    if (event !== undefined && this.defects.size > 0) this.defects.delete(event.header.id);
    crashPoint(crashBeforeAck);
    message.ack();
    this.options.meter.eventHandled(event?.type ?? 'unknown', event === undefined ? 'passed_over' : 'handled');
  }

  private async failed(message: Received, event: RecordedEvent | undefined, error: unknown): Promise<void> {
    const { log, meter, onTransientError } = this.options;
    const type = event?.type ?? typeInSubject(message.subject);
    const fields = {
      event: event?.header.id,
      order: event?.header.subject.id,
      type,
      deliveryCount: message.info.deliveryCount,
      trace_id: event?.header.traceparent?.slice(3, 35),
    };
    const defectCount = isTransient(error) ? 0 : this.countDefect(event?.header.id ?? message.subject);
    const decision = retryDecisionOf(error, { deliveryCount: fields.deliveryCount, defectCount });
    if (decision.kind === 'park') {
      await this.park(message, event, error);
      return;
    }
    message.nak(decision.delayMs);
    meter.eventHandled(type, decision.isTransient ? 'fault' : 'retried');
    if (decision.isTransient) {
      log.warn({ ...fields, error, delayMs: decision.delayMs }, 'event met a fault and comes again');
      onTransientError();
    } else log.error({ ...fields, error, delayMs: decision.delayMs }, 'event met a defect and is tried again');
  }

  private countDefect(event: string): number {
    const count = (this.defects.get(event) ?? 0) + 1;
    const [oldest] = this.defects.keys();
    if (this.defects.size >= MAX_DEFECTS && oldest !== undefined) this.defects.delete(oldest);
    this.defects.delete(event);
    if (count < maxTries) this.defects.set(event, count);
    return count;
  }

  private async park(message: Received, event: RecordedEvent | undefined, error: unknown): Promise<void> {
    const { log, meter, parked, onTransientError } = this.options;
    const type = event?.type ?? typeInSubject(message.subject);
    if (event === undefined) {
      message.term('not an event of the log');
      log.error({ subject: message.subject, error }, 'message is no event and was dropped; the log has what it should have been');
      meter.eventHandled(type, 'parked');
      return;
    }
    try {
      await parked.park(event, error);
    } catch (cause) {
      message.nak(30_000);
      log.error({ event: event.header.id, error: cause }, 'event could not be parked and comes again');
      onTransientError();
      return;
    }
    message.ack();
    meter.eventHandled(type, 'parked');
    log.error({ event: event.header.id, order: event.header.subject.id, type, error }, 'event was parked after five tries');
  }
}

const typeInSubject = (subject: string): EventType | 'unknown' => {
  const type = subject.slice(subject.lastIndexOf('.') + 1);
  return isEventType(type) ? type : 'unknown';
};
