import { fold, type Order } from '@tollgate/order';
import { orderPlaced, orderPriced } from '@tollgate/testing';
import { addSplit, lineAmounts, minus, nothing, plus, spread, taxAmounts } from './split.js';

describe('what an amount is for', () => {
  it('is split by largest remainder; all is each, and nothing is split over none', () => {
    expect(spread(10n, [1n, 1n, 1n])).toEqual([4n, 3n, 3n]);
    expect(spread(6n, [1n, 2n, 3n])).toEqual([1n, 2n, 3n]);
    expect(spread(6n, [])).toEqual([]);
  });

  it('adds up part by part, and leaves no less than nothing', () => {
    expect([plus([], [1n]), plus([1n], []), plus([1n, 2n], [3n, 4n])]).toEqual([[1n], [1n], [4n, 6n]]);
    expect(minus([3n, 1n], [1n, 2n])).toEqual([2n, 0n]);
    const part = { goods: 3n, shipping: 2n, tax: 1n, lines: [1n, 2n], taxes: [1n] };
    expect(addSplit(nothing, part)).toEqual(part);
    expect(addSplit(part, part)).toEqual({ goods: 6n, shipping: 4n, tax: 2n, lines: [2n, 4n], taxes: [2n] });
  });

  it('is at most what the lines of the order and of its tax come to', () => {
    const order = fold([orderPlaced(), orderPriced()]) as Order;
    expect([lineAmounts(order), taxAmounts(order)]).toEqual([[1999n, 2500n], [132n]]);
    expect(taxAmounts(fold([orderPlaced()]) as Order)).toEqual([]);
  });
});
