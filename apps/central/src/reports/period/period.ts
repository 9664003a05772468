import type { Days } from '@tollgate/report-tables';
import type { Span } from '../../figures/figures-until.js';
import { dayIn, daysAfter, startOfDay } from '../../format/format-time.js';

/** Periods that go by the calendar of the store's zone, in the order of the menu. Weeks begin on Monday (ISO 8601). */
export const periodNames = [
  'today',
  'yesterday',
  'this_week',
  'last_week',
  'this_month',
  'last_month',
  'this_quarter',
  'last_quarter',
  'this_year',
  'last_year',
] as const;
export type PeriodName = (typeof periodNames)[number];

export interface Period extends Days {
  readonly name: PeriodName | 'custom';
}

type Unit = 'day' | 'week' | 'month' | 'quarter' | 'year';
const mostDays = 366;
const defaultName: PeriodName = 'this_month';

const unitOf = (name: PeriodName): Unit =>
  name === 'today' || name === 'yesterday' ? 'day' : (name.slice(name.indexOf('_') + 1) as Unit);

const dateOf = (year: number, month: number): string => new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);

/** The week, month, … that a day lies in. */
const around = (day: string, unit: Unit): Days => {
  const date = new Date(`${day}T00:00:00Z`);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  const months = (first: number, count: number): Days => ({
    from: dateOf(year, first),
    to: daysAfter(dateOf(year, first + count), -1),
  });
  switch (unit) {
    case 'day':
      return { from: day, to: day };
    case 'week': {
      const from = daysAfter(day, -((date.getUTCDay() + 6) % 7));
      return { from, to: daysAfter(from, 6) };
    }
    case 'month':
      return months(month, 1);
    case 'quarter':
      return months(month - (month % 3), 3);
    case 'year':
      return months(0, 12);
  }
};

const isNow = (name: PeriodName): boolean => name === 'today' || name.startsWith('this_');

/** A period by its name; one that is not over yet goes until today. */
export const periodNamed = (name: PeriodName, today: string): Period => {
  const now = around(today, unitOf(name));
  return isNow(name) ? { name, from: now.from, to: today } : { name, ...around(daysAfter(now.from, -1), unitOf(name)) };
};

const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && daysAfter(text, 0) === text;

export const dayCount = ({ from, to }: Days): number => (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;

/** Whether two texts are days in order, at most a year: what the API takes. */
export const isRange = ({ from, to }: Days): boolean =>
  isDay(from) && isDay(to) && from <= to && dayCount({ from, to }) <= mostDays;

/** The period in an address: `period=last_month`, or `from` and `to`. What is none is passed over: then it is this month. */
export const periodIn = (search: URLSearchParams, today: string): Period => {
  const days = { from: search.get('from') ?? '', to: search.get('to') ?? '' };
  if (isRange(days)) return { name: 'custom', ...days };
  return periodNamed(periodNames.find((name) => name === search.get('period')) ?? defaultName, today);
};

/** What an address says of a period. A name stays a name: the link shows tomorrow what is today's then. */
export const addressOfPeriod = ({ name, from, to }: Period): Readonly<Record<string, string>> =>
  name === 'custom' ? { from, to } : { period: name };

/** The days before, as many or a whole week, month, …: what a period is compared with. */
export const daysBefore = (period: Period): Days => {
  const last = daysAfter(period.from, -1);
  return period.name === 'custom'
    ? { from: daysAfter(period.from, -dayCount(period)), to: last }
    : around(last, unitOf(period.name));
};

export const spanOf = ({ from, to }: Days, timeZone: string): Span => ({
  from: startOfDay(from, timeZone),
  to: startOfDay(daysAfter(to, 1), timeZone),
});

/** The span before a period. It ends as long after its begin as now is after the period's, where that is not over: half a month is compared
 *  with half a month. */
export const spanBefore = (period: Period, now: string, timeZone: string): Span => {
  const before = spanOf(daysBefore(period), timeZone);
  if (period.to < dayIn(now, timeZone)) return before;
  const elapsedMs = Math.max(0, Date.parse(now) - Date.parse(startOfDay(period.from, timeZone)));
  const end = Math.min(Date.parse(before.to), Date.parse(before.from) + elapsedMs);
  return { from: before.from, to: new Date(end).toISOString() };
};
