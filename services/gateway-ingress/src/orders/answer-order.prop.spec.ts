import { usd } from '@tollgate/money';
import { fold, type Order } from '@tollgate/order';
import { orderPlaced, orderPriced } from '@tollgate/testing';
import fc from 'fast-check';
import { answerOrder } from './answer-order.js';

const minor = fc.bigInt(0n, 9_999_999_999n);
const line = fc.record({ quantity: fc.integer({ min: 1, max: 100 }), unit: fc.bigInt(0n, 1_000_000n) });

describe('the amounts of an answer', () => {
  it('add up to the total, for any order', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 20 }), minor, minor, (lines, shipping, tax) => {
        const subtotal = lines.reduce((sum, { quantity, unit }) => sum + BigInt(quantity) * unit, 0n);
        const placed = orderPlaced({
          lines: lines.map(({ quantity, unit }) => ({ sku: 'A', isShipped: true, quantity, unitAmount: usd(unit) })),
        });
        const priced = orderPriced({
          subtotal: usd(subtotal),
          shipping: usd(shipping),
          tax: usd(tax),
          total: usd(subtotal + shipping + tax),
        });
        const { amounts } = answerOrder(fold([placed, priced]) as Order, { linkOf: () => '', licenseKeyOf: () => '' });
        expect(amounts.subtotal + (amounts.shipping ?? 0) + (amounts.tax ?? 0)).toBe(amounts.total);
      }),
    );
  });
});
