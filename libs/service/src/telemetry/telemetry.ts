import { trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { AlwaysOnSampler, BatchSpanProcessor, type SpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { runInSpan, SpanKind, startSpan } from '@tollgate/messaging';

export interface TelemetryOptions {
  readonly service: string;
  /** The collector's address (`OTEL_EXPORTER_OTLP_ENDPOINT`); without one nothing is recorded. */
  readonly endpoint?: string | undefined;
  /** Where spans go in tests, instead of the collector. */
  readonly processor?: SpanProcessor;
}

const newTracesPerSecond = 2;

/** Begins the traces of a service: for requests that bring a sampled traceparent, and beside them for two requests a
 *  second. */
export class Tracer {
  private readonly provider: TracerProvider | undefined;
  private allowance = newTracesPerSecond;
  private refilledAt = performance.now();

  constructor({ service, endpoint, processor = exporting(endpoint) }: TelemetryOptions) {
    if (processor === undefined) return;
    // Who calls for a span has decided already that the trace is sampled; see `startSpan`.
    const resource = resourceFromAttributes({ 'service.name': service });
    this.provider = new TracerProvider({ resource, sampler: new AlwaysOnSampler(), spanProcessors: [processor] });
    trace.setGlobalTracerProvider(this.provider);
  }

  /** Runs a request's work in a span. It is handed the traceparent for what it sends on and appends; undefined where
   *  the request is not traced. */
  trace<T>(name: string, incoming: string | undefined, work: (traceparent: string | undefined) => Promise<T>): Promise<T> {
    const options = { kind: SpanKind.SERVER };
    const continued = startSpan(name, incoming, options);
    if (continued !== undefined) return runInSpan(continued, work);
    if (this.provider === undefined || !this.mayBegin()) return work(undefined);
    return runInSpan(trace.getTracer('tollgate').startSpan(name, { ...options, root: true }), work);
  }

  /** Sends what was recorded. */
  async close(): Promise<void> {
    if (this.provider === undefined) return;
    await this.provider.shutdown();
    trace.disable();
  }

  private mayBegin(): boolean {
    const now = performance.now();
    this.allowance = Math.min(newTracesPerSecond, this.allowance + ((now - this.refilledAt) / 1_000) * newTracesPerSecond);
    this.refilledAt = now;
    if (this.allowance < 1) return false;
    this.allowance -= 1;
    return true;
  }
}

const exporting = (endpoint: string | undefined): SpanProcessor | undefined => {
  if (!endpoint) return undefined;
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces` });
  return new BatchSpanProcessor({ exporter: exporter, scheduledDelayMillis: 1_000, maxQueueSize: 4_096 });
};
