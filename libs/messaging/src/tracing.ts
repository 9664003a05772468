import { type Attributes, ROOT_CONTEXT, type Span, SpanKind, SpanStatusCode, TraceFlags, trace } from '@opentelemetry/api';

/** `00-<trace id>-<parent span id>-<flags>`. Source: W3C Trace Context, §3.2. */
const traceparentForm = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

export interface SpanOptions {
  readonly kind?: SpanKind;
  /** Ids and types only, never bodies. */
  readonly attributes?: Attributes;
}

/** Whether the one who sent it records this trace. The last bit of the flags; read without parsing, as it is asked of
 *  every message. */
export const isSampled = (traceparent: string | undefined): traceparent is string =>
  traceparent !== undefined &&
  traceparent.length === 55 &&
  (Number.parseInt(traceparent.charAt(54), 16) & TraceFlags.SAMPLED) === 1;

export const traceparentOf = (span: Span): string => {
  const { traceId, spanId, traceFlags } = span.spanContext();
  return `00-${traceId}-${spanId}-${(traceFlags & 0xff).toString(16).padStart(2, '0')}`;
};

/** A span under the one that `traceparent` names; undefined, and nothing allocated, where the trace is not sampled. */
export const startSpan = (name: string, traceparent: string | undefined, options: SpanOptions = {}): Span | undefined => {
  if (!isSampled(traceparent)) return undefined;
  const [, traceId, spanId, flags] = traceparentForm.exec(traceparent) ?? [];
  if (traceId === undefined || spanId === undefined) return undefined;
  const traceFlags = Number.parseInt(flags ?? '00', 16);
  const parent = trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags, isRemote: true });
  return trace.getTracer('tollgate').startSpan(name, options, parent);
};

/** Ends a span with what went wrong: the kind of error only, as messages may carry what must not be stored. */
export const endSpan = (span: Span, error?: unknown): void => {
  if (error !== undefined) {
    span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : 'error' });
  }
  span.end();
};

/** Runs `work` inside a span. It is handed the span's own traceparent, for whatever it sends on; undefined where the
 *  trace is not sampled. */
export const withSpan = <T>(
  name: string,
  traceparent: string | undefined,
  work: (traceparent: string | undefined) => Promise<T>,
): Promise<T> => {
  const span = startSpan(name, traceparent);
  return span === undefined ? work(undefined) : runInSpan(span, work);
};

/** Runs `work` inside a span that was started already, and ends it. */
export const runInSpan = async <T>(span: Span, work: (traceparent: string) => Promise<T>): Promise<T> => {
  try {
    const result = await work(traceparentOf(span));
    endSpan(span);
    return result;
  } catch (error) {
    endSpan(span, error);
    throw error;
  }
};

export { SpanKind };
