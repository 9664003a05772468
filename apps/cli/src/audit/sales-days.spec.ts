import { logged, operated, sale } from '../testing/logged-history.js';
import type { LoggedEvent } from './logged-event.js';
import { factsOf } from './order-facts.js';
import { addToDays, type DaySales, dayViolations } from './sales-days.js';

const first = 'mer_demo test USD 2026-03-01';
const second = 'mer_demo test USD 2026-03-02';
/** A sale of the first day, two minutes before midnight, given back in part on the second. */
const events = logged([...sale, ...operated('Refund', 'r1', 1000)]).map(
  (event, index): LoggedEvent => ({
    ...event,
    occurredAt: index < sale.length ? '2026-03-01T23:58:00.000Z' : '2026-03-02T00:01:00.000Z',
  }),
);
const daysOf = (...histories: readonly (readonly LoggedEvent[])[]): ReadonlyMap<string, DaySales> => {
  const days = new Map<string, DaySales>();
  for (const history of histories) addToDays(days, history, factsOf(history));
  return days;
};
const all = daysOf(events);

describe('I7: days', () => {
  it('have each capture and each refund where it took place', () =>
    expect([...all]).toEqual([
      [first, { orders: 1, captured: 5426n, refunds: 0, refunded: 0n }],
      [second, { orders: 0, captured: 0n, refunds: 1, refunded: 1000n }],
    ]));

  it('add up over orders, and count an order once', () =>
    expect(daysOf(events, events).get(first)).toEqual({ orders: 2, captured: 10852n, refunds: 0, refunded: 0n }));

  it('are found to have a refund on another day, although all days together are right', () => {
    const moved = new Map([[first, { orders: 1, captured: 5426n, refunds: 1, refunded: 1000n }]]);
    expect(dayViolations(moved, all)).toMatchObject([
      { invariant: 'I7', subject: first, says: expect.stringContaining('0 refunded by the log') },
      { invariant: 'I7', subject: second },
    ]);
  });

  it('are found to count an order twice, or to lack a day', () => {
    const twice = new Map(all).set(first, { orders: 2, captured: 5426n, refunds: 0, refunded: 0n });
    expect(dayViolations(twice, all)).toHaveLength(1);
    expect(dayViolations(new Map([...all].slice(0, 1)), all)).toHaveLength(1);
    expect(dayViolations(all, all)).toEqual([]);
  });
});
