import { dayAfter, timeZone } from '@tollgate/order';

export const periods = ['yesterday', 'last_week', 'last_month', 'month_to_date'] as const;
export type Period = (typeof periods)[number];

export const rhythms = ['day', 'week', 'month'] as const;

/** When reports go out, by a zone's clocks. */
export interface Rhythm {
  readonly every: (typeof rhythms)[number];
  /** 1: Monday; of `week`. */
  readonly weekday: number;
  /** Of `month`; the last day where a month is shorter. */
  readonly monthDay: number;
  readonly hour: number;
  /** IANA */
  readonly timeZone: string;
}

/** Days, YYYY-MM-DD, both inclusive. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

/** One time that a report goes out. */
export interface Run extends Days {
  /** The day that it is due on, at the rhythm's hour. */
  readonly day: string;
  readonly dueAt: Date;
}

/** What a file of the journal may span. */
const MOST_DAYS = 366;

const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
const dayOfMonth = (day: string): number => Number(day.slice(8));
const firstOfMonth = (day: string): string => `${day.slice(0, 7)}-01`;
const earlier = (a: string, b: string): string => (a < b ? a : b);
const later = (a: string, b: string): string => (a < b ? b : a);

const isRunDay = ({ every, weekday, monthDay }: Rhythm, day: string): boolean => {
  if (every === 'week') return weekdayOf(day) === weekday;
  if (every === 'day') return true;
  const isLast = dayOfMonth(dayAfter(day)) === 1;
  return dayOfMonth(day) === monthDay || (isLast && dayOfMonth(day) < monthDay);
};

const runDayAfter = (rhythm: Rhythm, after: string): string => {
  let day = dayAfter(after);
  while (!isRunDay(rhythm, day)) day = dayAfter(day);
  return day;
};

/** When the run of a day is due. */
export const dueAtOf = ({ hour, timeZone: name }: Rhythm, day: string): Date => new Date(timeZone(name).firstMomentAt(day, hour));

const todayIn = ({ timeZone: name }: Rhythm, now: Date): string => timeZone(name).dayOf(now.getTime());

/** The day of the first run that is due after the moment. */
export const nextRunDay = (rhythm: Rhythm, moment: Date): string => {
  let day = runDayAfter(rhythm, dayAfter(todayIn(rhythm, moment), -2));
  while (dueAtOf(rhythm, day) <= moment) day = runDayAfter(rhythm, day);
  return day;
};

/** What a report that goes out on a day is of; always of days that are over. */
export const periodOn = (period: Period, day: string): Days => {
  const yesterday = dayAfter(day, -1);
  switch (period) {
    case 'yesterday':
      return { from: yesterday, to: yesterday };
    case 'last_week': {
      const monday = dayAfter(day, 1 - weekdayOf(day));
      return { from: dayAfter(monday, -7), to: dayAfter(monday, -1) };
    }
    case 'last_month': {
      const to = dayAfter(firstOfMonth(day), -1);
      return { from: firstOfMonth(to), to };
    }
    case 'month_to_date':
      return { from: firstOfMonth(yesterday), to: yesterday };
  }
};

/** The run that is due now, where that of `runDay` is or others after it are too. Runs that were missed are one: the last of them, and of the days
 *  of those before it where these adjoin its own, so that no day is left out and nobody gets ten mails at once; a year of them at most. */
export const planRun = (rhythm: Rhythm, period: Period, { runDay, now }: { runDay: string; now: Date }): Run | undefined => {
  if (dueAtOf(rhythm, runDay) > now) return undefined;
  let day = runDay;
  let days = periodOn(period, day);
  for (let next = runDayAfter(rhythm, day); dueAtOf(rhythm, next) <= now; next = runDayAfter(rhythm, next)) {
    day = next;
    const own = periodOn(period, next);
    days = own.from <= dayAfter(days.to) ? { from: earlier(days.from, own.from), to: own.to } : own;
  }
  const from = later(days.from, dayAfter(days.to, 1 - MOST_DAYS));
  return { day, dueAt: dueAtOf(rhythm, day), from, to: days.to };
};

/** A run that somebody asks for: as if it were due today. */
export const planRunNow = (rhythm: Rhythm, period: Period, now: Date): Run => {
  const day = todayIn(rhythm, now);
  return { day, dueAt: now, ...periodOn(period, day) };
};
