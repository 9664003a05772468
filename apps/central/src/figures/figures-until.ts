import { problemOf } from '../api/problem.js';
import type { FiguresReport } from './figures.js';

/** Moments (RFC 3339): from then or later, until before then. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

type Ask = (query: Span & { readonly at?: string }) => Promise<FiguresReport>;

const quarterMs = 900_000;

/** The figures of a span up to the moment that it ends at. Sums are kept by quarters of an hour: without the moment, the whole of the last quarter is
 *  counted, and so it is where that quarter holds more events than can be told one by one. */
export const figuresUntil = async (ask: Ask, span: Span): Promise<FiguresReport> => {
  if (Date.parse(span.to) % quarterMs === 0) return ask(span);
  try {
    return await ask({ ...span, at: span.to });
  } catch (error) {
    if (problemOf(error).code !== 'moment_too_busy') throw error;
    return ask(span);
  }
};
