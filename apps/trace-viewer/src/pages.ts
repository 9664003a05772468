import type { Trace, TraceSummary } from './trace-store.js';
import { type Row, waterfall } from './waterfall.js';

export const pagePolicy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

export const listPage = (traces: readonly TraceSummary[]): string =>
  page(
    'Traces',
    traces.length === 0
      ? '<p>No trace yet. Place an order: it appears here within seconds.</p>'
      : `<table><tr><th>Started</th><th>Trace</th><th>Services</th><th>Spans</th><th>Duration</th></tr>${traces
          .map(
            (trace) =>
              `<tr><td>${time(trace.startMs)}</td><td><a href="/traces/${text(trace.traceId)}">${text(trace.name)}</a>${
                trace.isError ? ' <b>error</b>' : ''
              }</td><td>${trace.services.length}</td><td>${trace.spanCount}</td><td>${ms(trace.durationMs)}</td></tr>`,
          )
          .join('')}</table>`,
  );

export const tracePage = (trace: Trace): string =>
  page(
    trace.name,
    `<p><a href="/">All traces</a> · ${text(trace.traceId)} · ${time(trace.startMs)} · ${ms(trace.durationMs)} · ${
      trace.services.length
    } services</p>${waterfall(trace.spans)
      .map((row) => bar(row, trace))
      .join('')}`,
  );

/** One line of the waterfall; its attributes unfold below. */
const bar = ({ span, depth }: Row, trace: Trace): string => {
  const scale = 100 / Math.max(trace.durationMs, 0.001);
  const left = (span.startMs - trace.startMs) * scale;
  const width = Math.max(span.durationMs * scale, 0.2);
  const hue = trace.services.indexOf(span.service) * (360 / trace.services.length);
  const color = span.isError ? 'crimson' : `hsl(${Math.round(hue)} 60% 50%)`;
  return `<details><summary><span class="name" style="padding-left:${depth}rem">${text(span.service)} <em>${text(span.name)}</em></span>
<svg viewBox="0 0 100 10" preserveAspectRatio="none" role="img" aria-label="${ms(span.durationMs)}"><rect x="${left.toFixed(2)}" y="1" width="${width.toFixed(
    2,
  )}" height="8" fill="${color}"/></svg><span class="took">${ms(span.durationMs)}</span></summary><dl>${Object.entries(
    span.attributes,
  )
    .map(([key, value]) => `<dt>${text(key)}</dt><dd>${text(value)}</dd>`)
    .join('')}</dl></details>`;
};

const ms = (duration: number): string => `${duration.toFixed(duration < 10 ? 2 : 0)} ms`;
const time = (startMs: number): string => new Date(startMs).toISOString();

const page = (title: string, body: string): string => `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>${text(title)} · Tollgate traces</title><style>
:root{color-scheme:light dark;font:15px/1.4 system-ui,sans-serif}body{max-width:80rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.3rem .6rem;border-bottom:1px solid #8884}b{color:crimson}
summary{display:grid;grid-template-columns:24rem 1fr 6rem;gap:.5rem;align-items:center;cursor:pointer}
.name{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}.name em{opacity:.7;font-style:normal}.took{text-align:right}
svg{width:100%;height:1rem;background:#8881}dl{display:grid;grid-template-columns:max-content 1fr;gap:0 1rem;font-size:.9em;margin:.2rem 2rem}
dd{margin:0;overflow-wrap:anywhere}</style></head><body><h1>${text(title)}</h1>${body}</body></html>`;

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const text = (value: string): string => value.replace(/[&<>"']/g, (character) => entities[character] ?? '');
