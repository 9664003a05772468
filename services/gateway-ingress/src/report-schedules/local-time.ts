const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
const QUARTER_MS = HOUR_MS / 4;

export const dayAfter = (day: string, count = 1): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS).toISOString().slice(0, 10);

const formatters = new Map<string, Intl.DateTimeFormat>();
const formatterOf = (timeZone: string): Intl.DateTimeFormat => {
  const known = formatters.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  formatters.set(timeZone, made);
  return made;
};

/** `GMT`, `GMT+05:45` */
const offsetForm = /GMT(?:([+-])(\d\d):(\d\d))?$/;

/** How far a zone's clocks are ahead of UTC. */
const offsetMs = (moment: number, timeZone: string): number => {
  const [, sign, hours = '0', minutes = '0'] = offsetForm.exec(formatterOf(timeZone).format(moment)) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * HOUR_MS + Number(minutes) * 60_000);
};

/** The day of the calendar, YYYY-MM-DD, that the moment lies in. */
export const dayAt = (moment: Date, timeZone: string): string =>
  new Date(moment.getTime() + offsetMs(moment.getTime(), timeZone)).toISOString().slice(0, 10);

/** The first moment at which a zone's clocks show this hour of the day, or are past it: an hour that the clocks pass over comes with the first moment
 *  after it, one that they go through twice with its first time. */
export const firstMomentAt = (day: string, hour: number, timeZone: string): Date => {
  const local = Date.parse(`${day}T00:00:00Z`) + hour * HOUR_MS;
  const offsets = [offsetMs(local - DAY_MS, timeZone), offsetMs(local + DAY_MS, timeZone)];
  let moment = local - Math.max(...offsets);
  // Clocks are set by quarters of an hour.
  while (moment + offsetMs(moment, timeZone) < local) moment += QUARTER_MS;
  return new Date(moment);
};
