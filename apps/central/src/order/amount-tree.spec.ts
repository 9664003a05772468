import type { Order, OrderEvent } from '../api/order.js';
import { type AmountNode, amountTree, scaled } from './amount-tree.js';

const usd = (minor: number) => ({ minor, currency: 'USD' });
const order = {
  currency: 'USD',
  amounts: { subtotal: 4499, shipping: 795, tax: 132, total: 5426, captured: 0, refunded: 0 },
  shippingMethod: 'ground',
  items: [
    { sku: 'EBOOK-1', description: 'The Book', kind: 'digital', quantity: 1, unitAmount: 1999 },
    { sku: 'MUG-1', description: 'A mug', kind: 'physical', quantity: 2, unitAmount: 1250 },
  ],
} as unknown as Order;
const priced = {
  type: 'OrderPriced',
  data: {
    rounding: 'half_up_per_line',
    taxLines: [
      {
        jurisdiction: 'US-NY',
        name: 'New York sales tax',
        ratePpm: 40_000,
        taxable: usd(3295),
        amount: usd(132),
        shares: [
          { line: 2, taxable: usd(2500), amount: usd(100) },
          { taxable: usd(795), amount: usd(32) },
        ],
      },
    ],
  },
} as unknown as OrderEvent;

const all = (node: AmountNode): readonly AmountNode[] => [node, ...node.parts.flatMap(all)];

describe('the amounts of an order', () => {
  const tree = amountTree(order, [priced]);

  it('add up on every level', () => {
    const broken = all(tree as AmountNode).filter(
      ({ amount, parts }) => parts.length > 0 && parts.reduce((sum, part) => sum + part.amount, 0) !== amount,
    );
    expect(broken).toEqual([]);
  });

  it('tell rate, base, exact tax and rounding', () =>
    expect(tree?.parts[2]?.parts[0]?.reason).toEqual({
      kind: 'tax',
      name: 'New York sales tax',
      jurisdiction: 'US-NY',
      tax: { percent: '4', taxable: 3295, exact: '131.8', rounding: 'half_up_per_line' },
    }));

  it('tell which item, or that shipping, a tax falls on', () =>
    expect(tree?.parts[2]?.parts[0]?.parts.map(({ reason, amount }) => [reason, amount])).toEqual([
      [{ kind: 'taxShare', name: 'A mug', taxable: 2500 }, 100],
      [{ kind: 'taxShare', name: undefined, taxable: 795 }, 32],
    ]));

  it('are not told before the order is priced', () => expect(amountTree(order, [])).toBeUndefined());

  it('leave shipping out where nothing is shipped', () => {
    const digital = { ...order, shippingMethod: null, amounts: { ...order.amounts, shipping: 0 } };
    expect(amountTree(digital, [priced])?.parts.map(({ id }) => id)).toEqual(['goods', 'taxes']);
  });

  it.each([
    [88_750n, 4, '8.875'],
    [131_800_000n, 6, '131.8'],
    [0n, 6, '0'],
    [5n, 6, '0.000005'],
  ])('%s by %i digits is %s', (value, digits, expected) => expect(scaled(value, digits)).toBe(expected));
});
