import { createInbox, type MsgHdrs, type NatsConnection, type Subscription } from '@nats-io/transport-node';
import { eventSubject, type RecordedEvent } from '@tollgate/contracts';
import { TransientError } from '@tollgate/errors';
import type { PublishOptions } from '@tollgate/order-log';
import { toWire } from '../events/event-wire.js';
import type { MessagingMeter } from '../observers.js';
import { endSpan, SpanKind, startSpan } from '../tracing.js';

const deadlineMs = 10_000;
/** After which an unanswered publish is sent again. */
const timeoutMs = 2_000;
const sweepEveryMs = 250;
/** Without another try for so long, nobody knows whether the bus still takes nothing. */
const failureLastsMs = 15_000;

interface Pending {
  readonly event: RecordedEvent;
  /** What the server tells copies by. */
  readonly messageId: string;
  readonly isKept: boolean;
  readonly subject: string;
  readonly since: number;
  sentAt: number;
  readonly resolve: () => void;
  readonly reject: (fault: TransientError) => void;
}

/** Publishes events to JetStream and matches its acknowledgements, over one inbox and with one timer for all: the
 *  client's own request per publish sets up a promise race and a timer each. A publish that stays unanswered, or meets
 *  a stream that is not there, is sent again with the same message id until it is taken or its 10 s are over; so is one that meets a full
 *  stream, unless its caller keeps it: the message that caused it is to be acknowledged, or there will be no room. */
export class EventPublisher {
  private readonly pending = new Map<string, Pending>();
  private readonly inbox = createInbox();
  private readonly acknowledgements: Subscription;
  private readonly sweeper: NodeJS.Timeout;
  private serial = 0;
  private failingSinceMs: number | undefined;
  private failedAtMs = 0;

  constructor(
    private readonly connection: NatsConnection,
    private readonly isUp: () => boolean,
    private readonly meter: MessagingMeter,
  ) {
    const start = this.inbox.length + 1;
    this.acknowledgements = connection.subscribe(`${this.inbox}.*`, {
      callback: (error, message) => {
        if (error === null) this.answered(message.subject.slice(start), message.data.length, () => message.string());
      },
    });
    this.sweeper = setInterval(() => this.sweep(performance.now()), sweepEveryMs).unref();
  }

  publish(event: RecordedEvent, { copy, isKept = false }: PublishOptions = {}): Promise<void> {
    const { traceparent } = event.header;
    const span = startSpan(`publish ${event.type}`, traceparent, { kind: SpanKind.PRODUCER });
    const published = new Promise<void>((resolve, reject) => {
      const since = performance.now();
      const token = (this.serial++).toString(36);
      const messageId = copy === undefined ? event.header.id : `${event.header.id}.${copy}`;
      const subject = eventSubject(event.header);
      const pending: Pending = { event, messageId, isKept, subject, since, sentAt: since, resolve, reject };
      this.pending.set(token, pending);
      if (this.isUp()) this.send(token, pending);
      else pending.sentAt = Number.NEGATIVE_INFINITY; // sent as soon as the connection is back
    });
    if (span === undefined) return published;
    return published.then(
      () => endSpan(span),
      (fault) => {
        endSpan(span, fault);
        throw fault;
      },
    );
  }

  /** For how long every publish was refused or left unanswered; undefined while the bus takes what comes. */
  get failingForMs(): number | undefined {
    const now = performance.now();
    const isKnown = this.failingSinceMs !== undefined && now - this.failedAtMs < failureLastsMs;
    return isKnown ? now - (this.failingSinceMs ?? now) : undefined;
  }

  /** After a reconnect: what was on its way when the connection broke is in doubt. */
  publishPendingAgain(): void {
    for (const pending of this.pending.values()) pending.sentAt = Number.NEGATIVE_INFINITY;
    this.sweep(performance.now());
  }

  async close(): Promise<void> {
    const lastMoment = performance.now() + timeoutMs;
    while (this.pending.size > 0 && performance.now() < lastMoment) await new Promise((resolve) => setTimeout(resolve, 20));
    clearInterval(this.sweeper);
    for (const [token, { reject }] of this.pending) {
      this.pending.delete(token);
      reject(new TransientError('the bus was closed before the event was acknowledged'));
    }
    if (!this.connection.isClosed()) this.acknowledgements.unsubscribe();
  }

  private send(token: string, pending: Pending): void {
    const options = { reply: `${this.inbox}.${token}`, headers: headersWith(pending.messageId) };
    try {
      this.connection.publish(pending.subject, toWire(pending.event), options);
    } catch (cause) {
      this.pending.delete(token);
      pending.reject(new TransientError(`${pending.event.type} could not be published`, { cause }));
    }
  }

  private answered(token: string, length: number, text: () => string): void {
    const pending = this.pending.get(token);
    if (pending === undefined) return;
    const refusal = refusalIn(length === 0 ? '' : text());
    if (refusal !== undefined) {
      this.refused(token, pending, refusal);
      return;
    }
    this.pending.delete(token);
    this.failingSinceMs = undefined;
    this.meter.eventPublished(performance.now() - pending.since);
    pending.resolve();
  }

  private refused(token: string, pending: Pending, refusal: Refusal): void {
    const nowMs = performance.now();
    this.failed(nowMs);
    if (refusal === 'full' && pending.isKept) {
      this.pending.delete(token);
      pending.reject(new TransientError(`the stream has no room for ${pending.event.type}`));
    } else pending.sentAt = nowMs - timeoutMs + sweepEveryMs; // soon again
  }

  private failed(nowMs: number): void {
    this.failingSinceMs ??= nowMs;
    this.failedAtMs = nowMs;
  }

  private sweep(now: number): void {
    for (const [token, pending] of this.pending) {
      if (now - pending.since > deadlineMs) {
        this.pending.delete(token);
        pending.reject(new TransientError(`${pending.event.type} was not acknowledged by the bus within ${deadlineMs} ms`));
      } else if (this.isUp() && now - pending.sentAt > timeoutMs) {
        pending.sentAt = now;
        this.failed(now);
        this.meter.publishRepeated();
        this.send(token, pending);
      }
    }
  }
}

type Refusal = 'full' | 'other';

/** JetStream answers `{"stream":…,"seq":…}` or `{"error":{…},…}`; nothing at all where no stream is there (yet). Whatever cannot be stored
 *  is error 10077; the description tells a full stream from a disk. Source: nats-server, `JSStreamStoreFailedF`, `ErrMaxBytes`. */
const refusalIn = (answer: string): Refusal | undefined => {
  if (answer.startsWith('{"stream"') && !answer.includes('"error"')) return undefined;
  return answer.includes('"maximum bytes exceeded"') ? 'full' : 'other';
};

const encoder = new TextEncoder();

/** The one header a publish needs, already in its wire form; the client's own header class builds and folds a map for
 *  it. */
const headersWith = (id: string): MsgHdrs =>
  ({ encode: () => encoder.encode(`NATS/1.0\r\nNats-Msg-Id: ${id}\r\n\r\n`) }) as unknown as MsgHdrs;
