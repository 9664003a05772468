import { DomainError } from '@tollgate/errors';

const MINUTE_MS = 60_000;
const QUARTER_MS = 15 * MINUTE_MS;
/** No zone is further from UTC, either way, with an hour to spare. */
const FARTHEST_MS = 15 * 60 * MINUTE_MS;

/** Arithmetic of one time zone. Moments are milliseconds since 1970 in UTC. */
export interface TimeZone {
  readonly name: string;
  /** How far its clocks are ahead of UTC at this moment, in milliseconds: a multiple of a quarter of an hour. */
  offsetMs(moment: number): number;
  /** When a day of the calendar begins; where its midnight is passed over by the clocks, with the first moment after. Where there are two, with
   *  the first. */
  startOfDay(day: string): number;
  /** The day of the calendar, YYYY-MM-DD, that this moment lies in. */
  dayOf(moment: number): string;
}

const offsetForm = /^GMT(?:([+-])(\d\d):?(\d\d)?)?$/;

const formatterOf = (name: string): Intl.DateTimeFormat => {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' });
  } catch {
    throw new DomainError('invalid_time_zone', '/timeZone');
  }
};

const offsetIn = (formatter: Intl.DateTimeFormat, moment: number): number => {
  const said = formatter.formatToParts(moment).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours = '0', minutes = '0'] = offsetForm.exec(said) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * MINUTE_MS;
};

/** A day of the calendar as if it were one in UTC. */
const midnightOf = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const dayIn = (local: number): string => new Date(local).toISOString().slice(0, 10);

/** The first quarter of an hour from `low` to `high` that is so; from it on all are. */
const firstQuarter = (low: number, high: number, isSo: (moment: number) => boolean): number => {
  let [before, after] = [low, high];
  while (after - before > QUARTER_MS) {
    const between = before + Math.floor((after - before) / (2 * QUARTER_MS)) * QUARTER_MS;
    if (isSo(between)) after = between;
    else before = between;
  }
  return after;
};

const zoneOf = (name: string): TimeZone => {
  const formatter = formatterOf(name);
  const offsets = new Map<number, number>();
  /** An offset holds for a quarter of an hour at least. */
  const offsetMs = (moment: number): number => {
    const quarter = Math.floor(moment / QUARTER_MS);
    const known = offsets.get(quarter);
    if (known !== undefined) return known;
    if (offsets.size >= MOST_OFFSETS) offsets.clear();
    const offset = offsetIn(formatter, quarter * QUARTER_MS);
    offsets.set(quarter, offset);
    return offset;
  };
  const localOf = (moment: number): number => moment + offsetMs(moment);
  return {
    name,
    offsetMs,
    dayOf: (moment) => dayIn(localOf(moment)),
    startOfDay: (day) => {
      const midnight = midnightOf(day);
      const guess = midnight - offsetMs(midnight - offsetMs(midnight));
      if (localOf(guess) === midnight && localOf(guess - QUARTER_MS) === midnight - QUARTER_MS) return guess;
      return firstQuarter(midnight - FARTHEST_MS, midnight + FARTHEST_MS, (moment) => localOf(moment) >= midnight);
    },
  };
};

const MOST_OFFSETS = 20_000;
const MOST_ZONES = 100;
const zones = new Map<string, TimeZone>();

/** The zone of this IANA name, e.g. America/New_York; empty is UTC. Zones are kept, as to ask for one takes long. DomainError
 *  `invalid_time_zone`. */
export const timeZone = (name: string): TimeZone => {
  const known = zones.get(name);
  if (known !== undefined) return known;
  const zone = zoneOf(name === '' ? 'UTC' : name);
  if (zones.size >= MOST_ZONES) zones.clear();
  zones.set(name, zone);
  return zone;
};
