import { logged, operated, orderId, sale } from '../testing/logged-history.js';
import { orderKey } from './acquirer-journal.js';
import { isUpTo, placeIn } from './logged-event.js';
import { paymentBookOf } from './payment-book.js';
import { backlogViolations, dayViolations, loggedUpTo, readModelViolations, type ShownOrder } from './read-models.js';

const events = logged([...sale, ...operated('Refund', 'r1', 1000)]);
const upTo = (cursor: string) => loggedUpTo(events, placeIn(cursor), paymentBookOf(events));
const all = upTo('1.1.99');
const keyed = (order: ShownOrder | undefined) => new Map(order ? [[orderKey(orderId), order]] : []);
const compared = (shown: ShownOrder | undefined, order = all) => readModelViolations(keyed(shown), keyed(order));

describe('I7: the read models', () => {
  it('are compared with the log as far as they have come, to the event', () => {
    expect(all).toEqual({ merchant: 'mer_demo', currency: 'USD', captured: 5426n, refunded: 1000n });
    expect(upTo('1.1.5')).toMatchObject({ captured: 0n });
    expect(upTo('1.1.6')).toMatchObject({ captured: 5426n, refunded: 0n });
    expect(upTo('1.0.99')).toBeUndefined();
    expect(upTo('')).toBeUndefined();
  });

  it('show what the log says', () => expect(compared(all)).toEqual([]));

  it.each<[string, Partial<ShownOrder>]>([
    ['another refund', { refunded: 0n }],
    ['another currency', { currency: 'EUR' }],
    ['another merchant', { merchant: 'mer_other' }],
  ])('are found to show %s', (_what, change) =>
    expect(compared(all && { ...all, ...change })).toMatchObject([{ invariant: 'I7', subject: orderKey(orderId) }]),
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

describe('I5: days', () => {
  it('are found not to add up to their orders', () => {
    const day = new Map([['mer_demo test USD', { captured: 5426n, refunded: 0n }]]);
    const order = new Map([['mer_demo test USD', { captured: 5426n, refunded: 1000n }]]);
    expect(dayViolations(day, order)).toMatchObject([{ invariant: 'I5', subject: 'mer_demo test USD' }]);
    expect(dayViolations(order, order)).toEqual([]);
  });
});
