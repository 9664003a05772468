import { allocate } from '@tollgate/money';
import { timeZone } from '@tollgate/order';
import { Chance } from '../chance.js';
import { dayMs, type Plan } from '../plan.js';

/** A day of the year, and how many orders are placed on it by its customers' clocks. */
export interface BusinessDay {
  /** Milliseconds since 1970: its beginning in UTC. */
  readonly beginMs: number;
  readonly orders: number;
  /** The number of its first order, from 0. */
  readonly firstOrder: number;
}

const DAYS = 365;
/** How much more is sold at the end of the year than at its beginning. */
const GROWTH = 0.7;
const NOISE = 0.16;
const GRAIN = 1_000_000;
const THURSDAY = 4;
const DECEMBER = 11;
const NOVEMBER = 10;
/** Of a Sunday, a Monday … */
const weekdays = [1.06, 1.1, 1.04, 1.0, 0.98, 0.94, 0.88] as const;

/** Days after the fourth Thursday of November, and how much more is sold then: the week of Black Friday and Cyber Monday. */
const rush: Readonly<Record<number, number>> = {
  [-3]: 1.15,
  [-2]: 1.2,
  [-1]: 1.3,
  0: 1.5,
  1: 3.4,
  2: 2.1,
  3: 1.9,
  4: 2.3,
  5: 1.3,
};

const thanksgivingOf = (year: number): number => {
  const first = new Date(Date.UTC(year, NOVEMBER, 1)).getUTCDay();
  return Date.UTC(year, NOVEMBER, 1 + ((THURSDAY - first + 7) % 7) + 21);
};

const seasonOf = (day: Date): number => {
  const date = day.getUTCDate();
  if (day.getUTCMonth() === DECEMBER) {
    if (date <= 20) return 1.35;
    return date < 26 ? 0.6 : 1.05;
  }
  const yearly = Math.cos((2 * Math.PI * (day.getTime() / dayMs - 5)) / DAYS); // January is busy, July is not
  return 1 + 0.12 * yearly;
};

/** How busy a day is beside others. */
export const businessOf = (beginMs: number): number => {
  const day = new Date(beginMs);
  const sinceThanksgiving = Math.round((beginMs - thanksgivingOf(day.getUTCFullYear())) / dayMs);
  return seasonOf(day) * (weekdays[day.getUTCDay()] ?? 1) * (rush[sinceThanksgiving] ?? 1);
};

/** The year's days with their orders, which add up to the plan's. The last day counts as far as it is over by the plan's end. */
export const daysOf = (plan: Plan): readonly BusinessDay[] => {
  const lastMs = Date.parse(`${plan.until}T00:00:00Z`);
  const begins = Array.from({ length: DAYS }, (_, index) => lastMs - (DAYS - 1 - index) * dayMs);
  const weights = begins.map((beginMs, index) => {
    const noise = 1 - NOISE / 2 + NOISE * Chance.of('day', plan.seed, beginMs).fraction();
    const isOver = Math.min(1, Math.max(0, (plan.endMs - beginMs) / dayMs));
    return BigInt(Math.round(businessOf(beginMs) * (1 + (GROWTH * index) / DAYS) * noise * isOver * GRAIN));
  });
  const counts = allocate(BigInt(plan.orders), weights).map(Number);
  let firstOrder = 0;
  return begins.map((beginMs, index) => {
    const day = { beginMs, orders: counts[index] ?? 0, firstOrder };
    firstOrder += day.orders;
    return day;
  });
};

/** How many orders come within each hour of a customer's own day, from midnight on. */
// biome-ignore format: a row of 24
const hours = [12, 7, 4, 3, 3, 5, 10, 18, 28, 38, 44, 47, 50, 48, 45, 44, 44, 46, 52, 62, 70, 66, 48, 26];
const busiest = Math.max(...hours);

/** Minutes after midnight, by the customer's clock. */
export const minuteOfDay = (chance: Chance): number => {
  for (;;) {
    const hour = chance.below(hours.length);
    if (chance.happens((hours[hour] ?? 0) / busiest)) return hour * 60 + chance.below(60);
  }
};

/** How far a zone's clock is ahead of UTC at noon (UTC) of that day, in minutes. */
export const offsetMinutes = (name: string, beginMs: number): number => timeZone(name).offsetMs(beginMs + dayMs / 2) / 60_000;
