import { daysAfter } from '../../format/format-time.js';

type Part = 'day' | 'month' | 'year';

/** In which order the parts of a day are written somewhere: month first in the United States, day first in Germany. */
const orderOf = (tag: string): readonly Part[] =>
  new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'numeric', year: 'numeric' })
    .formatToParts(new Date(0))
    .flatMap(({ type }) => (type === 'day' || type === 'month' || type === 'year' ? [type] : []));

/** The month's number by its name or the beginning of it, in the language or in English. */
const monthNamed = (text: string, tag: string): number | undefined => {
  const wanted = text.toLowerCase().replace(/\.$/, '');
  const namesIn = (language: string, month: number): readonly string[] =>
    (['long', 'short'] as const).map((style) =>
      new Intl.DateTimeFormat(language, { month: style, timeZone: 'UTC' })
        .format(new Date(Date.UTC(2024, month, 15)))
        .toLowerCase(),
    );
  const found = Array.from({ length: 12 }, (_, month) => month).find((month) =>
    [tag, 'en'].some((language) =>
      namesIn(language, month).some((name) => name === wanted || (wanted.length >= 3 && name.startsWith(wanted))),
    ),
  );
  return found === undefined ? undefined : found + 1;
};

const written = (year: number, month: number, day: number): string | undefined => {
  const text = [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-');
  const at = new Date(`${text}T00:00:00Z`);
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== text ? undefined : text;
};

/** Without a year the latest such day is meant that is not yet to come. */
const dated = (today: string, { day, month, year }: { readonly day: number; readonly month: number; readonly year?: number }) => {
  if (year !== undefined) return written(year < 100 ? 2000 + year : year, month, day);
  const thisYear = Number(today.slice(0, 4));
  return [thisYear, thisYear - 1]
    .map((one) => written(one, month, day))
    .find((one) => one !== undefined && one < daysAfter(today, 1));
};

const byName =
  /^(?:(?<before>\d{1,2})\.?\s+)?(?<month>\p{L}{3,}\.?)(?:\s+(?<after>\d{1,2})(?:st|nd|rd|th)?)?(?:,?\s+(?<year>\d{4}))?$/u;
const byNumbers = /^(\d{1,4})([./-])(\d{1,2})(?:\2(\d{2,4})?)?$/;

const namedDay = (text: string, tag: string, today: string): string | undefined => {
  const { before, month: name, after, year } = byName.exec(text)?.groups ?? {};
  const day = before ?? after;
  const month = name === undefined ? undefined : monthNamed(name, tag);
  if (day === undefined || month === undefined || (before !== undefined && after !== undefined)) return undefined;
  return dated(today, { day: Number(day), month, ...(year === undefined ? {} : { year: Number(year) }) });
};

/** A figure with one point may be an amount, 26.11, as well: that is for who asks to try. */
const numberedDay = (text: string, tag: string, today: string): string | undefined => {
  const [, first = '', sign = '', second = '', third] = byNumbers.exec(text) ?? [];
  if (first === '') return undefined;
  if (first.length === 4) return third === undefined ? undefined : written(Number(first), Number(second), Number(third));
  if (first.length > 2) return undefined;
  const isDayFirst = sign === '.' || orderOf(tag).indexOf('day') < orderOf(tag).indexOf('month');
  const [day, month] = isDayFirst ? [Number(first), Number(second)] : [Number(second), Number(first)];
  return dated(today, { day, month, ...(third === undefined ? {} : { year: Number(third) }) });
};

/** The day (YYYY-MM-DD) that somebody means who writes `2026-11-27`, `Nov 26`, `26. November`, `11/26/2026` or `26.11.`; undefined for what is
 *  none. */
export const readDay = (text: string, tag: string, today: string): string | undefined =>
  namedDay(text, tag, today) ?? numberedDay(text, tag, today);
