import { entitlementId } from '@tollgate/download-link';
import { fold, type Order } from '@tollgate/order';
import { bookEntitlement, downloadCompleted, downloadsGranted, orderPlaced } from '@tollgate/testing';
import { withTaken } from './with-taken.js';

const orderOf = (downloads: number, ...more: Parameters<typeof fold>[0]) =>
  fold([orderPlaced(), downloadsGranted({ entitlements: [{ ...bookEntitlement, downloads }] }), ...more]) as Order;
const once = orderOf(1);
const id = entitlementId(once.id, 0);
const complete = (order: Order, taken: Parameters<typeof withTaken>[1]) =>
  withTaken(order, taken).delivery.entitlements[0]?.isComplete;

describe('an order with what the download host decided', () => {
  it('D6: has a file that is complete there and not yet in the log', () =>
    expect(complete(once, [{ id, generation: 1, round: 0 }])).toBe(true));
  it('is as the log tells it where nothing was decided', () => expect(complete(once, [])).toBe(false));
  it('has nothing of a link that was replaced', () => expect(complete(once, [{ id, generation: 0, round: 0 }])).toBe(false));
  it('has one of two downloads', () => {
    const first = [{ id, generation: 1, round: 0 }];
    expect(complete(orderOf(2), first)).toBe(false);
    expect(complete(orderOf(2, downloadCompleted()), first)).toBe(false);
    expect(complete(orderOf(2, downloadCompleted()), [{ id, generation: 1, round: 1 }])).toBe(true);
  });
});
