import { momentIn, QUARTER_MS } from '../figures/buckets.js';

/** A period as it was known at a moment. Sums are kept by whole quarters of an hour, and those of a time that is over never change (M6): what was
 *  known then is what they are now up to the last whole quarter, and the events from there to the moment. */
export interface Cut {
  /** Milliseconds, exclusive: the end of the whole quarters. */
  readonly toMs: number;
  /** From the end of the whole quarters until then, which is included; undefined where nothing is missing. */
  readonly untilMs: number | undefined;
}

/** The period up to a moment (RFC 3339; empty: now). DomainError `invalid_date`. */
export const cutAt = (at: string, { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number }): Cut => {
  if (at === '') return { toMs, untilMs: undefined };
  const untilMs = momentIn(at, '/at');
  if (untilMs < fromMs) return { toMs: fromMs, untilMs: undefined };
  const wholeMs = Math.floor(untilMs / QUARTER_MS) * QUARTER_MS;
  return wholeMs >= toMs ? { toMs, untilMs: undefined } : { toMs: wholeMs, untilMs };
};

/** The end of a period that is read event by event: what happened at the moment itself is known. Milliseconds, exclusive. DomainError
 *  `invalid_date`. */
export const endAt = (at: string, toMs: number): number => (at === '' ? toMs : Math.min(toMs, momentIn(at, '/at') + 1));
