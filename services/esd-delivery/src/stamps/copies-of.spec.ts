import { fold, type Order } from '@tollgate/order';
import { bookEntitlement, downloadsGranted, orderPlaced, paymentCaptured, recorded } from '@tollgate/testing';
import { copiesOf, endOf, hasCopies, isCopyOf } from './copies-of.js';

const stamp = { text: '{name}', pages: 'all', sizeBytes: 10n, sha256: 'ab', objectKey: 'mer/1' };
const stamped = { ...bookEntitlement, index: 1, form: { case: 'file' as const, value: { name: 'book.pdf', stamp } } };
const events = [
  orderPlaced(),
  paymentCaptured(),
  downloadsGranted({ entitlements: [{ ...bookEntitlement, index: 0 }, stamped] }),
];
const order = fold(events) as Order;
const revoked = fold([...events, recorded('DownloadAccessRevoked', { entitlements: [1] }, { version: 2 })]) as Order;
const wanted = ({ id, merchant, delivery: { entitlements } }: Order) => copiesOf({ id, merchant, entitlements });
const inTime = Date.parse('2026-11-25T12:00:00.000Z');

describe('the copies of an order', () => {
  it('are those of its files with a stamp, and of no others', () => {
    expect(hasCopies(order)).toBe(true);
    expect(wanted(order)).toEqual([
      { order: order.id, index: 1, content: 'ab all {name}', merchant: 'mer_demo', sku: stamped.sku, name: 'book.pdf' },
    ]);
    const [copy] = wanted(order);
    expect(order.delivery.entitlements.map((one) => copy !== undefined && isCopyOf(copy, one))).toEqual([false, true]);
  });

  it('end with their link, and at once where it was refunded', () => {
    expect(endOf(order, 1, inTime)).toBe(Date.parse(order.delivery.expiresAt));
    expect(endOf(order, 1, Date.parse(order.delivery.expiresAt))).toBeUndefined();
    expect(endOf(revoked, 1, inTime)).toBeUndefined();
    expect(endOf(order, 7, inTime)).toBeUndefined();
    expect(wanted(revoked)).toEqual([]);
  });
});
