import { Chance } from '../chance.js';
import { dayMs, type Plan } from '../plan.js';
import { daysOf, minuteOfDay, offsetMinutes } from './year.js';

const plan: Plan = {
  orders: 100_000,
  seed: '1',
  merchant: 'mer_demo',
  mode: 'test',
  until: '2026-12-31',
  endMs: Date.parse('2027-01-01T00:00:00Z'),
};
const days = daysOf(plan);
const ordersOn = (day: string): number => days.find(({ beginMs }) => beginMs === Date.parse(`${day}T00:00:00Z`))?.orders ?? 0;
const sum = (some: readonly { readonly orders: number }[]): number => some.reduce((total, { orders }) => total + orders, 0);

describe('a year of business', () => {
  it('has 365 days, whose orders are the plan’s, each with a number of its own', () => {
    expect(days).toHaveLength(365);
    expect(sum(days)).toBe(plan.orders);
    for (const [index, day] of days.entries()) expect(day.firstOrder).toBe(sum(days.slice(0, index)));
  });

  it('ends with its last day', () => expect(days.at(-1)?.beginMs).toBe(Date.parse('2026-12-31T00:00:00Z')));

  it('grows', () => expect(sum(days.slice(180, 270))).toBeGreaterThan(1.15 * sum(days.slice(0, 90))));

  it('is busiest on Black Friday', () => {
    const busiest = days.reduce((most, day) => (day.orders > most.orders ? day : most));
    expect(new Date(busiest.beginMs).toISOString().slice(0, 10)).toBe('2026-11-27');
    expect(ordersOn('2026-11-27')).toBeGreaterThan(2 * ordersOn('2026-11-13'));
  });

  it('rests on Christmas Day', () => expect(ordersOn('2026-12-25')).toBeLessThan(0.7 * ordersOn('2026-12-18')));

  it('counts today as far as it is over', () => {
    const noon = daysOf({ ...plan, endMs: plan.endMs - dayMs / 2 });
    const [half, whole] = [noon.at(-1)?.orders ?? 0, days.at(-1)?.orders ?? 0];
    expect(half / whole).toBeCloseTo(0.5, 1);
  });

  it('sleeps at four, and is awake at eight in the evening', () => {
    const chance = Chance.of('hours');
    const hours = Array.from({ length: 20_000 }, () => Math.floor(minuteOfDay(chance) / 60));
    const at = (hour: number): number => hours.filter((one) => one === hour).length;
    expect(at(20)).toBeGreaterThan(10 * at(4));
  });

  it('knows what its customers’ clocks show, summer and winter', () => {
    const [winter, summer] = [Date.parse('2026-01-15T00:00:00Z'), Date.parse('2026-07-15T00:00:00Z')];
    expect([winter, summer].map((day) => offsetMinutes('America/New_York', day))).toEqual([-300, -240]);
    expect(offsetMinutes('Asia/Kolkata', winter)).toBe(330);
    expect(offsetMinutes('America/St_Johns', winter)).toBe(-210);
    expect(offsetMinutes('Europe/London', winter)).toBe(0);
  });
});
