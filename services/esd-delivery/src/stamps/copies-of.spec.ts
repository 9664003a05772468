import { fold, type Order } from '@tollgate/order';
import { bookEntitlement, downloadsGranted, orderPlaced, paymentCaptured, recorded } from '@tollgate/testing';
import { copiesOf, copyPrefix, endOf, hasCopies, isCopyKey, isCopyOf, looseKeys } from './copies-of.js';

const stamp = { text: '{name}', pages: 'all', sizeBytes: 10n, sha256: 'ab', objectKey: 'mer/1' };
const stamped = { ...bookEntitlement, index: 1, form: { case: 'file' as const, value: { name: 'book.pdf', stamp } } };
const events = [
  orderPlaced(),
  paymentCaptured(),
  downloadsGranted({ entitlements: [{ ...bookEntitlement, index: 0 }, stamped] }),
];
const order = fold(events) as Order;
const revoked = fold([...events, recorded('DownloadAccessRevoked', { entitlements: [1] }, { version: 2 })]) as Order;
const wanted = ({ id, merchant, mode, delivery: { entitlements } }: Order) => copiesOf({ id, merchant, mode, entitlements });
const inTime = Date.parse('2026-11-25T12:00:00.000Z');

describe('the copies of an order', () => {
  it('are those of its files with a stamp, and of no others', () => {
    expect(hasCopies(order)).toBe(true);
    expect(wanted(order)).toEqual([
      {
        order: order.id,
        index: 1,
        content: 'ab all {name}',
        merchant: 'mer_demo',
        mode: 'test',
        sku: stamped.sku,
        name: 'book.pdf',
      },
    ]);
    const [copy] = wanted(order);
    expect(order.delivery.entitlements.map((one) => copy !== undefined && isCopyOf(copy, one))).toEqual([false, true]);
  });

  it('are also those of other versions that could not be made before, where the buyer may still fetch them', () => {
    const of = { order: order.id, content: 'cd all', merchant: 'm', mode: 'test', sku: 's', name: 'n.pdf' };
    const failed = [0, 1].map((index) => ({ ...of, index }));
    const { id, merchant, mode, delivery } = order;
    expect(copiesOf({ id, merchant, mode, entitlements: delivery.entitlements }, failed).map(({ content }) => content)).toEqual([
      'cd all',
      'ab all {name}',
      'cd all',
    ]);
    expect(copiesOf({ id, merchant, mode, entitlements: revoked.delivery.entitlements }, failed)).toEqual(failed.slice(0, 1));
  });

  it('stay in the store as long as a row calls them made, and are nobody’s otherwise', () => {
    const rows = [
      { state: 'made', objectKey: 'a' },
      { state: 'removed', objectKey: null },
    ] as const;
    expect(looseKeys(['a', 'b'], rows)).toEqual(['b']);
  });

  it('end with their link, and at once where it was refunded', () => {
    expect(endOf(order, 1, inTime)).toBe(Date.parse(order.delivery.expiresAt));
    expect(endOf(order, 1, Date.parse(order.delivery.expiresAt))).toBeUndefined();
    expect(endOf(revoked, 1, inTime)).toBeUndefined();
    expect(endOf(order, 7, inTime)).toBeUndefined();
    expect(wanted(revoked)).toEqual([]);
  });
});

describe('the object of a buyer’s copy', () => {
  it('is told by its key', () => {
    expect(isCopyKey(`${copyPrefix({ merchant: 'mer_demo', order: 'an order', index: 1 })}a name`)).toBe(true);
    expect(isCopyKey('mer_demo/a name')).toBe(false);
  });
});
