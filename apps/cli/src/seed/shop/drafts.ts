import { Chance } from '../chance.js';
import { dayMs, namesOf, type Plan } from '../plan.js';
import { buyerOf, type Customer, customerOf } from './customers.js';
import { type BusinessDay, minuteOfDay, offsetMinutes } from './year.js';

const MINUTE_MS = 60_000;
/** What begins within the last minute before the end might not come to its own. */
export const SETTLING_MS = 60_000;

/** An order as its customer is about to place it. */
export interface Draft {
  /** uuid */
  readonly id: string;
  /** From 0, over the whole year. */
  readonly index: number;
  readonly customer: Customer;
  /** Milliseconds since 1970. */
  readonly placedAtMs: number;
  /** All that happens to the order follows from it. */
  readonly chance: Chance;
}

/** A day by the customer's clock reaches into its neighbors in UTC; nothing is placed after the end. */
const placedAt = (plan: Plan, { beginMs }: BusinessDay, { customer, chance }: Pick<Draft, 'customer' | 'chance'>): number => {
  const [, , , timeZone] = customer.place;
  const minutes = minuteOfDay(chance) - offsetMinutes(timeZone, beginMs);
  const atMs = beginMs + minutes * MINUTE_MS + chance.below(MINUTE_MS);
  const lastMs = plan.endMs - SETTLING_MS;
  return atMs <= lastMs ? atMs : lastMs - chance.below(Math.min(dayMs, Math.max(1, lastMs - beginMs)));
};

const draftOf = (plan: Plan, day: BusinessDay, index: number): Draft => {
  const chance = Chance.of('order', ...namesOf(plan), index);
  const customer = customerOf(plan, buyerOf(index, chance));
  const placedAtMs = placedAt(plan, day, { customer, chance });
  return { id: chance.uuid(placedAtMs), index, customer, placedAtMs, chance };
};

/** The orders of a day, in the order in which they are placed. */
export const draftsOf = (plan: Plan, day: BusinessDay): readonly Draft[] =>
  Array.from({ length: day.orders }, (_, nth) => draftOf(plan, day, day.firstOrder + nth)).sort(
    (a, b) => a.placedAtMs - b.placedAtMs,
  );
