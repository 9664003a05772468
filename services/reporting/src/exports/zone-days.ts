const QUARTER_MS = 900_000;
const HOUR_MS = 3_600_000;
/** No zone is further from UTC: -12:00 to +14:00. */
const FURTHEST_MS = 16 * HOUR_MS;

/** Tells the day, YYYY-MM-DD, on which a moment lies in the zone; the same one for a quarter of an hour, as the offsets of all zones
 *  in use are multiples of one. Throws RangeError for what is no zone of the IANA database. */
export const dayIn = (timeZone: string): ((ms: number) => string) => {
  // Swedish writes dates as ISO 8601 does.
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  let [quarter, day] = [Number.NaN, ''];
  return (ms) => {
    const its = Math.floor(ms / QUARTER_MS);
    if (its !== quarter) [quarter, day] = [its, format.format(its * QUARTER_MS)];
    return day;
  };
};

/** The first moment of a day in the zone, in milliseconds: where midnight is left out by the clock, that is the end of the
 *  gap. Days follow each other without gap: one ends where the next begins. */
export const beginOfDay = (day: string, timeZone: string): number => {
  const dayOf = dayIn(timeZone);
  const midnight = Date.parse(`${day}T00:00:00Z`);
  let [before, at] = [(midnight - FURTHEST_MS) / QUARTER_MS, (midnight + FURTHEST_MS) / QUARTER_MS];
  while (at - before > 1) {
    const middle = Math.floor((before + at) / 2);
    if (dayOf(middle * QUARTER_MS) >= day) at = middle;
    else before = middle;
  }
  return at * QUARTER_MS;
};

export const dayAfter = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 24 * HOUR_MS).toISOString().slice(0, 10);

/** The moments between which the days lie; from is inclusive, to exclusive, RFC 3339. */
export const momentsOf = ({ from, to, timeZone }: { readonly from: string; readonly to: string; readonly timeZone: string }) => ({
  from: new Date(beginOfDay(from, timeZone)).toISOString(),
  to: new Date(beginOfDay(dayAfter(to), timeZone)).toISOString(),
});
