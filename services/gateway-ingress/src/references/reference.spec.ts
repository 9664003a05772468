import { fold, type Order } from '@tollgate/order';
import {
  authorizationExpired,
  fraudHeld,
  fraudRejected,
  orderPlaced,
  orderPriced,
  paymentAuthorized,
  paymentCaptured,
  paymentDeclined,
  recorded,
} from '@tollgate/testing';
import { ordersOf } from './count-orders.repository.js';
import { isReferenceFree, referenceKey } from './reference.js';

type Events = Parameters<typeof fold>[0];
const isFree = (...events: Events): boolean =>
  isReferenceFree(fold([orderPlaced({ type: 'preauth' }), orderPriced(), ...events]) as Order);

describe('the reference of an order', () => {
  const cases: readonly (readonly [string, Events])[] = [
    ['was declined', [paymentDeclined()]],
    ['was rejected', [fraudRejected()]],
    ['expired', [paymentAuthorized(), authorizationExpired()]],
    ['could not be priced', [recorded('OrderPricingFailed', { code: 'destination_not_served' })]],
  ];
  it.each(cases)('is free again when it %s', (_, events) => expect(isFree(...events)).toBe(true));

  const taken: readonly (readonly [string, Events])[] = [
    ['is pending', []],
    ['is held for review', [fraudHeld()]],
    ['is authorized', [paymentAuthorized()]],
    ['is captured', [paymentAuthorized(), paymentCaptured()]],
  ];
  it.each(taken)('is taken while it %s', (_, events) => expect(isFree(...events)).toBe(false));

  it('has a name for each of its orders, and no other reference has the same', () => {
    expect(referenceKey('A', 1)).not.toBe(referenceKey('A', 2));
    expect(referenceKey('A 1', 1)).not.toBe(referenceKey('A', 11));
  });
});

describe('a reference that is tried again and again', () => {
  it.each([0, 1, 2, 3, 7, 8, 1_000, 100_000])('finds the newest of %i orders without asking for each', async (count) => {
    let asked = 0;
    const isThere = async (one: number): Promise<boolean> => {
      asked += 1;
      return one <= count;
    };
    expect(await ordersOf(isThere)).toBe(count);
    expect(asked).toBeLessThanOrEqual(2 * Math.log2(Math.max(count, 1)) + 2);
  });
});
