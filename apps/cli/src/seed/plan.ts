import { CannotCheck } from '../stack.js';

/** Which year is made up. The same plan makes the same orders; only what is sealed differs, as every order has a key of its own. */
export interface Plan {
  readonly orders: number;
  readonly seed: string;
  readonly merchant: string;
  readonly mode: 'test' | 'live';
  /** YYYY-MM-DD (UTC): the year's last day. */
  readonly until: string;
  /** Milliseconds since 1970: nothing happens from then on; the end of the last day, or now. */
  readonly endMs: number;
}

/** Who acts where a merchant's key or user does otherwise: `actor.on` of what a seeded order was asked by. No API key is called so. */
export const SEEDER = 'seed';
/** And who approves what that one asked for. */
export const SECOND_SEEDER = 'seed_second';

export const dayMs = 86_400_000;
const MOST_ORDERS = 10_000_000;
const dayForm = /^\d{4}-\d{2}-\d{2}$/;

/** A year as it is asked for on a command line. */
export interface YearWish {
  readonly orders: string;
  readonly seed: string;
  readonly merchant: string;
  readonly mode: string;
  /** YYYY-MM-DD; today unless given. */
  readonly until?: string;
}

const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

const lastDay = (until: string | undefined, now: Date): string => {
  if (until === undefined) return dayOf(now);
  const isDay = dayForm.test(until) && !Number.isNaN(Date.parse(until)) && dayOf(new Date(until)) === until;
  if (!isDay) throw new CannotCheck('--until is a day, YYYY-MM-DD');
  if (until > dayOf(now)) throw new CannotCheck('--until is a day that has begun (UTC): what is to come is in no log');
  return until;
};

/** The plan of a year. Throws CannotCheck for what is none. */
export const planOf = ({ orders, seed, merchant, mode, until }: YearWish, now: Date): Plan => {
  if (!/^\d{1,8}$/.test(orders) || Number(orders) < 1 || Number(orders) > MOST_ORDERS)
    throw new CannotCheck(`--orders is a number from 1 to ${MOST_ORDERS}`);
  if (!/^[A-Za-z0-9]{1,20}$/.test(seed)) throw new CannotCheck('--seed is up to 20 letters and digits');
  if (mode !== 'test' && mode !== 'live') throw new CannotCheck('--mode is test or live');
  const day = lastDay(until, now);
  const endMs = Math.min(Date.parse(`${day}T00:00:00Z`) + dayMs, now.getTime());
  return { orders: Number(orders), seed, merchant, mode, until: day, endMs };
};

/** The plan's names, which all of its chance follows from. */
export const namesOf = ({ orders, seed, merchant, mode, until }: Plan): readonly (string | number)[] => [
  orders,
  seed,
  merchant,
  mode,
  until,
];
