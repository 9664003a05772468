/** A time for people: in the store's zone, which is named wherever a day stands. */
export interface TimeStyle {
  /** e.g. en-GB */
  readonly tag: string;
  /** IANA, e.g. Europe/Berlin */
  readonly timeZone: string;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format costs far more than using one. */
const formatOf = ({ tag, timeZone }: TimeStyle, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  const key = JSON.stringify([tag, timeZone, options]);
  const format = formats.get(key) ?? new Intl.DateTimeFormat(tag, { ...options, timeZone });
  formats.set(key, format);
  return format;
};

/** Day, time and zone: 27 Nov 2026, 14:05 CET. */
export const formatMoment = (at: string, style: TimeStyle): string =>
  formatOf(style, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(new Date(at));

/** The same to the second, for who compares with a log. */
export const formatPrecise = (at: string, style: TimeStyle): string =>
  formatOf(style, { dateStyle: 'medium', timeStyle: 'long' }).format(new Date(at));

/** For a list whose head names the zone: 27 Nov, 14:05; with the year where it is another one than now's. */
export const formatShort = (at: string, now: string, style: TimeStyle): string => {
  const yearOf = (time: string): string => formatOf(style, { year: 'numeric' }).format(new Date(time));
  return formatOf(style, {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    ...(yearOf(at) === yearOf(now) ? {} : { year: 'numeric' }),
  }).format(new Date(at));
};

const steps: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** How long ago, or how soon: 3 minutes ago. Less than a minute is told in seconds. */
export const formatRelative = (at: string, now: string, tag: string): string => {
  const seconds = Math.round((Date.parse(at) - Date.parse(now)) / 1_000);
  const [unit, size] = steps.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', 1];
  return new Intl.RelativeTimeFormat(tag, { numeric: 'auto' }).format(Math.round(seconds / size), unit);
};

/** How the zone is called at a time: CET, GMT+9. */
export const zoneName = (at: string, style: TimeStyle): string =>
  formatOf(style, { timeZoneName: 'short' })
    .formatToParts(new Date(at))
    .find(({ type }) => type === 'timeZoneName')?.value ?? style.timeZone;

const partsOf = (at: Date, timeZone: string): Readonly<Record<string, number>> =>
  Object.fromEntries(
    formatOf(
      { tag: 'en-US', timeZone },
      {
        hourCycle: 'h23',
        year: 'numeric',
        month: 'numeric',
        day: 'numeric',
        hour: 'numeric',
        minute: 'numeric',
        second: 'numeric',
      },
    )
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );

/** How far ahead of UTC a zone is at a moment. */
export const offsetMs = (at: number, timeZone: string): number => {
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = partsOf(new Date(at), timeZone);
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1_000) * 1_000;
};

/** When a day (YYYY-MM-DD) begins in a zone. Where a change of the clock leaves midnight out, the day begins with the first moment after it. */
export const startOfDay = (day: string, timeZone: string): string => {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  const dayOf = (at: number): string => {
    const local = new Date(at + offsetMs(at, timeZone));
    return local.toISOString().slice(0, 10);
  };
  const candidates = [midnight - 86_400_000, midnight, midnight + 86_400_000].map((at) => midnight - offsetMs(at, timeZone));
  const starts = candidates.filter((at) => dayOf(at) === day && dayOf(at - 1_000) !== day);
  if (starts.length > 0) return new Date(Math.min(...starts)).toISOString();
  // Midnight does not exist: the first quarter hour of the day is its beginning. Every zone's changes lie on quarter hours.
  const from = midnight - 15 * 3_600_000;
  const quarter = Array.from({ length: 120 }, (_, index) => from + index * 900_000).find((at) => dayOf(at) === day);
  return new Date(quarter ?? midnight).toISOString();
};

/** The day so many days after: YYYY-MM-DD. */
export const daysAfter = (day: string, count: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);

/** The day of a moment in a zone: YYYY-MM-DD. */
export const dayIn = (at: string, timeZone: string): string => {
  const { year = 0, month = 1, day = 1 } = partsOf(new Date(at), timeZone);
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
};

/** A day (2026-11-23) or month (2026-11) for people. It is meant itself, in no zone. */
export const formatDay = (day: string, tag: string): string =>
  formatOf(
    { tag, timeZone: 'UTC' },
    day.length === 7 ? { month: 'short', year: 'numeric' } : { day: 'numeric', month: 'short', year: 'numeric' },
  ).format(new Date(day));

/** The same for where there is little room, and the year is told elsewhere. */
export const formatShortDay = (day: string, tag: string): string =>
  day.length === 7
    ? formatDay(day, tag)
    : formatOf({ tag, timeZone: 'UTC' }, { day: 'numeric', month: 'short' }).format(new Date(day));
