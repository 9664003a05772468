import { headers, type Msg, type MsgHdrs, NoRespondersError, RequestError } from '@nats-io/transport-node';
import { create, type DescMessage, decode, encode, type MessageInitShape, type MessageShape } from '@tollgate/contracts';
import { TransientError } from '@tollgate/errors';
import type { Bus } from '../bus/bus.js';
import { runInSpan, SpanKind, startSpan } from '../tracing.js';
import { acceptHeader, gzipEncoding, requestIdHeader, throwIfError, traceparentHeader, unpackAnswer } from './reply-wire.js';

export interface RequestOptions {
  /** Default 2,000. */
  readonly timeoutMs?: number;
  readonly traceparent?: string | undefined;
  readonly requestId?: string | undefined;
  /** The answer may be longer than the bus carries: it may come compressed. */
  readonly mayBeLarge?: boolean;
}

/** Nobody listened to the subject until the time was over: nothing was done. The process that an address belonged to is
 *  gone. */
export class NobodyAnswers extends TransientError {}

const defaultTimeoutMs = 2_000;
/** Between two looks for somebody who answers, while the service that should is starting again. */
const nobodyThereMs = 100;

/** Asks another service. */
export class Requests {
  constructor(private readonly bus: Bus) {}

  /** The answer. Throws the DomainError that the other service answered, or a TransientError when it met one, is not
   *  there or does not answer in time; NobodyAnswers when nobody was there at all. A request nobody was there to take
   *  is sent again until the time is over; one that may have been taken never is. `limits`: a time-out in milliseconds,
   *  or that with the trace and the request id it belongs to. */
  // biome-ignore lint/complexity/useMaxParams: the same three in the same order as in @OnRequest, then what is asked
  request<Q extends DescMessage, R extends DescMessage>(
    subject: string,
    request: Q,
    response: R,
    init: MessageInitShape<Q>,
    limits: number | RequestOptions = {},
  ): Promise<MessageShape<R>> {
    const options = typeof limits === 'number' ? { timeoutMs: limits } : limits;
    const payload = encode(request, create(request, init));
    const ask = async (traceparent: string | undefined) => {
      const message = await this.ask(subject, payload, { ...options, traceparent });
      throwIfError(subject, message);
      return decode(response, await unpackAnswer(message));
    };
    const span = startSpan(`request ${subject}`, options.traceparent, { kind: SpanKind.CLIENT });
    return span === undefined ? ask(undefined) : runInSpan(span, ask);
  }

  private async ask(subject: string, payload: string, options: RequestOptions): Promise<Msg> {
    const { timeoutMs = defaultTimeoutMs } = options;
    const made = headersOf(options);
    const deadline = performance.now() + timeoutMs;
    for (;;) {
      const timeout = Math.max(1, Math.ceil(deadline - performance.now()));
      try {
        return await this.bus.connection.request(subject, payload, { timeout, ...(made && { headers: made }) });
      } catch (cause) {
        const isTaken = !isNobodyThere(cause);
        if (isTaken) throw new TransientError(`${subject}: no answer`, { cause });
        if (performance.now() + nobodyThereMs > deadline) throw new NobodyAnswers(`${subject}: nobody is there`, { cause });
        await new Promise((resolve) => setTimeout(resolve, nobodyThereMs));
      }
    }
  }
}

const isNobodyThere = (error: unknown): boolean =>
  error instanceof NoRespondersError || (error instanceof RequestError && error.isNoResponders());

const headersOf = ({ traceparent, requestId, mayBeLarge }: RequestOptions): MsgHdrs | undefined => {
  if (traceparent === undefined && requestId === undefined && mayBeLarge !== true) return undefined;
  const made = headers();
  if (traceparent !== undefined) made.set(traceparentHeader, traceparent);
  if (requestId !== undefined) made.set(requestIdHeader, requestId);
  if (mayBeLarge === true) made.set(acceptHeader, gzipEncoding);
  return made;
};
