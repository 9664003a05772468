import type { Span } from './otlp.js';

export interface Row {
  readonly span: Span;
  /** How many ancestors it has that were reported. */
  readonly depth: number;
}

/** Spans as a tree, parents before their children, siblings by their start. A span whose parent is unknown stands at the top. */
export const waterfall = (spans: readonly Span[]): readonly Row[] => {
  const known = new Set(spans.map((span) => span.spanId));
  const children = Map.groupBy(spans, (span) => (known.has(span.parentSpanId) ? span.parentSpanId : ''));
  const placed = new Set<string>();
  const rowsUnder = (parent: string, depth: number): readonly Row[] =>
    (children.get(parent) ?? [])
      .toSorted((a, b) => a.startMs - b.startMs)
      .flatMap((span) => {
        if (placed.has(span.spanId)) return [];
        placed.add(span.spanId);
        return [{ span, depth }, ...rowsUnder(span.spanId, depth + 1)];
      });
  return rowsUnder('', 0);
};
