import type { Span } from './otlp.js';

export interface TraceSummary {
  readonly traceId: string;
  readonly name: string;
  readonly services: readonly string[];
  readonly spanCount: number;
  readonly startMs: number;
  readonly durationMs: number;
  readonly isError: boolean;
}

export interface Trace extends TraceSummary {
  /** In order of their start. */
  readonly spans: readonly Span[];
}

const keptTraces = 200;
/** A trace that never ends would fill the memory: what comes after this many spans is left out. */
const keptSpans = 2_000;

/** The last traces that somebody reported. Spans of one trace come from several services, in any order, minutes apart. */
export class TraceStore {
  private readonly traces = new Map<string, Map<string, Span>>();

  add(spans: readonly Span[]): void {
    for (const span of spans) {
      const trace = this.traces.get(span.traceId) ?? new Map<string, Span>();
      if (trace.size < keptSpans) trace.set(span.spanId, span);
      this.traces.set(span.traceId, trace);
      const oldest = this.traces.size > keptTraces ? this.traces.keys().next().value : undefined;
      if (oldest !== undefined) this.traces.delete(oldest);
    }
  }

  find(traceId: string): Trace | undefined {
    const spans = this.traces.get(traceId);
    return spans && traceOf(traceId, [...spans.values()]);
  }

  /** Newest first. */
  list(): readonly TraceSummary[] {
    return [...this.traces]
      .reverse()
      .map(([traceId, spans]) => traceOf(traceId, [...spans.values()]))
      .map(({ spans: _, ...summary }) => summary);
  }
}

const traceOf = (traceId: string, unsorted: readonly Span[]): Trace => {
  const spans = [...unsorted].sort((a, b) => a.startMs - b.startMs);
  const startMs = spans[0]?.startMs ?? 0;
  const root = spans.find((span) => span.parentSpanId === '') ?? spans[0];
  return {
    traceId,
    name: root?.name ?? '',
    services: [...new Set(spans.map((span) => span.service))].sort(),
    spanCount: spans.length,
    startMs,
    durationMs: spans.reduce((end, span) => Math.max(end, span.startMs + span.durationMs), startMs) - startMs,
    isError: spans.some((span) => span.isError),
    spans,
  };
};
