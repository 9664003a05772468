import { escapeHtml as text } from '@tollgate/web-pages';
import type { Trace, TraceSummary } from './trace-store.js';
import { type Row, waterfall } from './waterfall.js';

export const pagePolicy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

export const listPage = (traces: readonly TraceSummary[]): string =>
  page(
    'Traces',
    traces.length === 0
      ? '<p>No trace yet. Place an order: it appears here within seconds.</p>'
      : `<ol>${traces.map(row).join('')}</ol>`,
  );

const row = ({ traceId, name, isError, services, spanCount, startMs, durationMs }: TraceSummary): string =>
  `<li><span><a href="/traces/${text(traceId)}">${text(name)}</a>${isError ? ' <b>error</b>' : ''}</span>
<span>${services.length} services, ${spanCount} spans</span><span class="took">${ms(durationMs)}</span><time datetime="${time(startMs)}">${time(startMs)}</time></li>`;

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
<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect x="${left.toFixed(2)}" y="1" width="${width.toFixed(
    2,
  )}" height="8" fill="${color}"/></svg><span class="took">${ms(span.durationMs)}</span></summary><dl>${Object.entries(
    span.attributes,
  )
    .map(([key, value]) => `<dt>${text(key)}</dt><dd>${text(value)}</dd>`)
    .join('')}</dl></details>`;
};

const ms = (duration: number): string => `${duration.toFixed(duration < 10 ? 2 : 0)} ms`;
const time = (startMs: number): string => new Date(startMs).toISOString();

/** One column on a phone: a span's bar lies below its name there. */
const style = `
:root{color-scheme:light dark;--error:#b00020;font:15px/1.4 system-ui,sans-serif}body{max-width:80rem;margin:2rem auto;padding:0 1rem}
@media(prefers-color-scheme:dark){:root{--error:#ff8a9a}}
h1{font-size:1.5rem;line-height:1.25;overflow-wrap:anywhere}p,a{overflow-wrap:anywhere}b{color:var(--error)}
ol{list-style:none;margin:0;padding:0;border-top:1px solid #8884}li{padding:.6rem 0;border-bottom:1px solid #8884}li>*{display:block}
.took,time{font-variant-numeric:tabular-nums}
summary{list-style:none;padding:.3rem 0;cursor:pointer}summary::-webkit-details-marker{display:none}summary:hover{background:#8881}.name{display:block;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}.name em{font-style:normal}
svg{display:block;width:100%;height:1rem;background:#8882}.took{text-align:right}summary .took{display:block}
dl{display:grid;grid-template-columns:max-content 1fr;gap:0 1rem;font-size:.9em;margin:.2rem 1rem}dd{margin:0;overflow-wrap:anywhere}
@media(min-width:45rem){li{display:grid;grid-template-columns:1fr 12rem 7rem 14rem;gap:1rem}
summary{display:grid;grid-template-columns:24rem 1fr 6rem;gap:.5rem;align-items:center;min-height:1.75rem;padding:0}}`;

const page = (title: string, body: string): string => `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>${text(title)} · Tollgate traces</title><style>${style}
</style></head><body><main><h1>${text(title)}</h1>${body}</main></body></html>`;
