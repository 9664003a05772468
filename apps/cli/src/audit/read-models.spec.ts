import { logged, operated, orderId, sale } from '../testing/logged-history.js';
import { orderKey } from './acquirer-journal.js';
import { isUpTo, placeIn } from './logged-event.js';
import { factsOf } from './order-facts.js';
import { backlogViolations, readModelViolations, reportedOf, type ShownOrder, shownOf } from './read-models.js';

const events = logged([...sale, ...operated('Refund', 'r1', 1000)]);
const upTo = (cursor: string) => reportedOf(events, placeIn(cursor));
const shownUpTo = (cursor: string) => shownOf(factsOf(upTo(cursor)));
const all = shownUpTo('1.1.99');
const keyed = (order: ShownOrder) => new Map([[orderKey(orderId), order]]);
const compared = (shown: ShownOrder) => readModelViolations(keyed(shown), keyed(all));

describe('I7: the read models', () => {
  it('are compared with the log as far as they have come, to the event', () => {
    const both = { merchant: 'mer_demo', mode: 'test', currency: 'USD' };
    expect(all).toEqual({ ...both, status: 'partially_refunded', captured: 5426n, refunded: 1000n });
    expect(shownUpTo('1.1.5')).toMatchObject({ status: 'pending', captured: 0n });
    expect(shownUpTo('1.1.6')).toMatchObject({ status: 'approved', captured: 5426n, refunded: 0n });
    expect(upTo('1.0.99')).toEqual([]);
    expect(upTo('')).toEqual([]);
    expect(reportedOf(events.slice(1), placeIn('1.1.99'))).toEqual([]);
  });

  it('show what the log says', () => expect(compared(all)).toEqual([]));

  it.each<[string, Partial<ShownOrder>]>([
    ['another refund', { refunded: 0n }],
    ['another currency', { currency: 'EUR' }],
    ['another merchant', { merchant: 'mer_other' }],
    ['another status than the one everybody reads', { status: 'approved' }],
    ['an order of mode test as a live one', { mode: 'live' }],
  ])('are found to show %s', (_what, change) =>
    expect(compared({ ...all, ...change })).toMatchObject([{ invariant: 'I7', subject: orderKey(orderId) }]),
  );

  it('are found to lack an order, or to show one that is not in the log', () => {
    expect(readModelViolations(new Map(), keyed(all))).toHaveLength(1);
    expect(readModelViolations(keyed(all), new Map())).toHaveLength(1);
  });

  it('have come to a place by epoch first, then by transaction', () => {
    expect(isUpTo(placeIn('1.7.3'), placeIn('1.7.3'))).toBe(true);
    expect(isUpTo(placeIn('1.7.4'), placeIn('1.7.3'))).toBe(false);
    expect(isUpTo(placeIn('1.900.9'), placeIn('2.5.1'))).toBe(true);
    expect(isUpTo(placeIn('1.10.1'), placeIn('1.9.99'))).toBe(false);
  });
});

describe('I17: events that reporting does not apply', () => {
  it('are named once they are late', () => {
    expect(backlogViolations({ events: 3, oldestMs: 1_000 }, 30_000, 30_000)).toEqual([]);
    expect(backlogViolations({ events: 3, oldestMs: 1_000 }, 43_000, 30_000)).toMatchObject([
      {
        invariant: 'I17',
        subject: 'reporting',
        says: expect.stringContaining('3 events are not in the read models, the oldest for 42 s'),
      },
    ]);
    expect(backlogViolations({ events: 0, oldestMs: Number.POSITIVE_INFINITY }, 43_000, 30_000)).toEqual([]);
  });
});
