import { DomainError } from '@tollgate/errors';

const MINUTE_MS = 60_000;
const QUARTER_MS = 15 * MINUTE_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** The day of the calendar so many days later, whatever the clocks do. */
export const dayAfter = (day: string, count = 1): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS).toISOString().slice(0, 10);

/** The days of one time zone. Moments are milliseconds since 1970 in UTC, days of the calendar YYYY-MM-DD. */
export interface TimeZone {
  readonly name: string;
  /** How far its clocks are ahead of UTC at this moment, in milliseconds: a multiple of a quarter of an hour. */
  offsetMs(moment: number): number;
  /** The day that this moment lies in. */
  dayOf(moment: number): string;
  /** When a day begins: the first moment that is its midnight, or past it where the clocks pass over that. */
  startOfDay(day: string): number;
  /** The first moment at which the clocks show this hour of the day, or are past it: an hour that they pass over comes with the first moment after
   *  it, one that they go through twice with its first time. */
  firstMomentAt(day: string, hour: number): number;
}

/** `GMT`, `GMT+05:45` */
const offsetForm = /GMT(?:([+-])(\d\d):?(\d\d)?)?$/;

const formatterOf = (name: string): Intl.DateTimeFormat => {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' });
  } catch {
    throw new DomainError('invalid_time_zone', '/timeZone');
  }
};

const offsetIn = (formatter: Intl.DateTimeFormat, moment: number): number => {
  const [, sign, hours = '0', minutes = '0'] = offsetForm.exec(formatter.format(moment)) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * MINUTE_MS;
};

const MOST_OFFSETS = 20_000;

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
  const firstMomentAt = (day: string, hour: number): number => {
    const local = Date.parse(`${day}T00:00:00Z`) + hour * HOUR_MS;
    let moment = local - Math.max(offsetMs(local - DAY_MS), offsetMs(local + DAY_MS));
    // Clocks are set by quarters of an hour.
    while (moment + offsetMs(moment) < local) moment += QUARTER_MS;
    return moment;
  };
  return {
    name,
    offsetMs,
    dayOf: (moment) => new Date(moment + offsetMs(moment)).toISOString().slice(0, 10),
    startOfDay: (day) => firstMomentAt(day, 0),
    firstMomentAt,
  };
};

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
