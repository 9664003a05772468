import { dayIn, offsetMs, startOfDay } from '../format/format-time.js';

const dayMs = 86_400_000;
const form = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/;

/** The moment at which clocks in a zone show a day and time (YYYY-MM-DDTHH:mm). An hour that comes twice is the second one; one that the clocks
 *  leave out is as long after midnight as it says. Undefined for what is no time. */
export const momentIn = (local: string, timeZone: string): string | undefined => {
  const shown = form.test(local) ? Date.parse(`${local}:00Z`) : Number.NaN;
  if (Number.isNaN(shown)) return undefined;
  const moments = [shown - dayMs, shown + dayMs].map((near) => shown - offsetMs(near, timeZone));
  const exact = moments.filter((at) => at + offsetMs(at, timeZone) === shown);
  return new Date(Math.max(...(exact.length > 0 ? exact : moments))).toISOString();
};

/** What clocks in a zone show at a moment, as a field for day and time takes it. */
export const localIn = (at: string, timeZone: string): string => {
  const ms = Date.parse(at);
  return new Date(ms + offsetMs(ms, timeZone)).toISOString().slice(0, 16);
};

/** A moment in an address; undefined for what is none, or has not come yet. */
export const pastIn = (text: string | null, now: string): string | undefined => {
  const ms = text !== null && /^\d{4}-\d{2}-\d{2}T/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(ms) || ms >= Date.parse(now) ? undefined : new Date(ms).toISOString();
};

/** The moments that are asked for most: when yesterday, and when last month, had ended. */
export const usualMoments = (now: string, timeZone: string): { readonly yesterday: string; readonly lastMonth: string } => {
  const today = dayIn(now, timeZone);
  return {
    yesterday: startOfDay(today, timeZone),
    lastMonth: startOfDay(`${today.slice(0, 8)}01`, timeZone),
  };
};
