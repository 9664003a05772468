import type { Msg, NatsConnection, Subscription } from '@nats-io/transport-node';
import { create, decode, encode } from '@tollgate/contracts';
import type { MessagingLog, MessagingMeter } from '../observers.js';
import { runInSpan, SpanKind, startSpan } from '../tracing.js';
import type { RequestContext, RequestContract } from './on-request.js';
import { errorReply, kindOf, packAnswer, requestIdHeader, traceparentHeader } from './reply-wire.js';

export interface RequestResponderOptions {
  readonly connection: NatsConnection;
  /** One of the replicas that share it gets each request. */
  readonly queue: string;
  readonly log: MessagingLog;
  readonly meter: MessagingMeter;
}

export type Answer = (request: object, context: RequestContext) => Promise<object>;

/** Answers requests over core NATS: ProtoJSON in, ProtoJSON out; DomainError and TransientError travel back as what
 *  they are. */
export class RequestResponder {
  private readonly subscriptions: Subscription[] = [];
  private readonly underWay = new Set<Promise<void>>();

  constructor(private readonly options: RequestResponderOptions) {}

  answer(subject: string, contract: RequestContract, answer: Answer): void {
    const { connection, queue } = this.options;
    const subscription = connection.subscribe(subject, {
      queue,
      callback: (error, message) => {
        if (error !== null) return;
        const answered = this.reply(message, contract, answer).catch((failure: unknown) => {
          this.options.log.error({ subject, error: failure }, 'answer could not be sent');
        });
        this.underWay.add(answered);
        void answered.finally(() => this.underWay.delete(answered));
      },
    });
    this.subscriptions.push(subscription);
  }

  /** Takes no more requests, and ends those taken. */
  async close(): Promise<void> {
    await Promise.all(this.subscriptions.map((subscription) => (subscription.isClosed() ? undefined : subscription.drain())));
    while (this.underWay.size > 0) await Promise.allSettled(this.underWay);
  }

  private async reply(message: Msg, contract: RequestContract, answer: Answer): Promise<void> {
    const { log, meter } = this.options;
    try {
      const request = decode(contract.request, message.string());
      const response = await this.traced(message, (context) => answer(request, context));
      const { body, headers } = await packAnswer(
        encode(contract.response, create(contract.response, response as Record<string, unknown>)),
        message,
      );
      message.respond(body, headers && { headers });
      meter.requestAnswered(message.subject, 'answered');
    } catch (error) {
      const { body, headers } = errorReply(error);
      message.respond(body, { headers });
      const kind = kindOf(error);
      meter.requestAnswered(message.subject, kind);
      if (kind === 'defect') log.error({ subject: message.subject, error }, 'request met a defect');
      else log.debug({ subject: message.subject, kind }, 'request was not answered');
    }
  }

  private traced(message: Msg, work: (context: RequestContext) => Promise<object>): Promise<object> {
    if (message.headers === undefined) return work(untraced);
    const requestId = message.headers.get(requestIdHeader) || undefined;
    const span = startSpan(`answer ${message.subject}`, message.headers.get(traceparentHeader), { kind: SpanKind.SERVER });
    if (span === undefined) return work({ requestId, traceparent: undefined });
    return runInSpan(span, (traceparent) => work({ requestId, traceparent }));
  }
}

const untraced: RequestContext = { requestId: undefined, traceparent: undefined };
