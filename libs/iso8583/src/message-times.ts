/** The times of a message as its elements carry them. */
export type MessageTimes = { readonly transmissionTime: string; readonly localTime: string; readonly localDate: string };

const HALF_YEAR_MS = 183 * 86_400_000;
const FORMATS = new Map<string, Intl.DateTimeFormat>();

/** DE 7 (MMDDhhmmss, UTC), DE 12 (hhmmss) and DE 13 (MMDD) of an instant, the last two in the acquirer's time zone (IANA name).
 *  Source: ISO 8583:1987 DE 7, 12, 13. */
export const messageTimes = (instant: Date, timeZone = 'UTC'): MessageTimes => {
  const transmissionTime = instant.toISOString().replace(/\D/g, '').slice(4, 14);
  const local = timeZone === 'UTC' ? transmissionTime : localDigits(instant, timeZone);
  return { transmissionTime, localTime: local.slice(4), localDate: local.slice(0, 4) };
};

/** The instant of DE 7, which has no year: the one nearest to `now`. */
export const instantOf = (transmissionTime: string, now: Date): Date => {
  const [month, day, hour, minute, second] = transmissionTime.match(/../g)?.map(Number) ?? [];
  const year = now.getUTCFullYear();
  const candidates = [year, year - 1, year + 1].map(
    (each) => new Date(Date.UTC(each, (month ?? 1) - 1, day, hour, minute, second)),
  );
  return candidates.find((each) => Math.abs(each.getTime() - now.getTime()) < HALF_YEAR_MS) ?? now;
};

const localDigits = (instant: Date, timeZone: string): string => {
  const parts = Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, value]),
  );
  return `${parts.month}${parts.day}${parts.hour}${parts.minute}${parts.second}`;
};

const formatOf = (timeZone: string): Intl.DateTimeFormat => {
  const known = FORMATS.get(timeZone);
  if (known !== undefined) return known;
  const two = '2-digit';
  const parts = { month: two, day: two, hour: two, minute: two, second: two } as const;
  const format = new Intl.DateTimeFormat('en-US', { timeZone, hourCycle: 'h23', ...parts });
  FORMATS.set(timeZone, format);
  return format;
};
