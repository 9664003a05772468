import { money, usd } from '@tollgate/money';
import { fold, type Order } from '@tollgate/order';
import { orderPlaced, orderPriced } from '@tollgate/testing';
import { addCapture, nothingSold, type Sold } from './sold.js';

const order = fold([orderPlaced(), orderPriced()]) as Order;
const captureAll = (...amounts: readonly bigint[]): readonly Sold[] => {
  let sold = nothingSold;
  return amounts.map((minor) => {
    sold = addCapture({ order, sold }, { amount: usd(minor) } as never);
    return sold;
  });
};

describe('what captures are for', () => {
  it('a capture of everything is for the order’s own goods, shipping and tax', () =>
    expect(captureAll(5426n)).toEqual([
      { captures: 1, goods: 4499n, shipping: 795n, tax: 132n, lines: [1999n, 2500n], taxes: [132n] },
    ]));

  it('three captures together are for the same, to the unit', () => {
    const [first, second, third] = captureAll(1809n, 1809n, 1808n);
    expect(first).toEqual({ captures: 1, goods: 1500n, shipping: 265n, tax: 44n, lines: [666n, 834n], taxes: [44n] });
    expect(second).toEqual({ captures: 2, goods: 3000n, shipping: 530n, tax: 88n, lines: [1333n, 1667n], taxes: [88n] });
    expect(third).toEqual({ captures: 3, goods: 4499n, shipping: 795n, tax: 132n, lines: [1999n, 2500n], taxes: [132n] });
  });

  it('a part is for a part of each', () =>
    expect(captureAll(54n)).toMatchObject([{ captures: 1, goods: 45n, shipping: 8n, tax: 1n }]));

  it('nothing is for nothing', () => expect(captureAll(0n)).toMatchObject([{ captures: 1, goods: 0n, shipping: 0n, tax: 0n }]));

  it('nobody knows what for before the order is priced', () =>
    expect(() => addCapture({ order: fold([orderPlaced()]) as Order, sold: nothingSold }, { amount: usd(1n) } as never)).toThrow(
      'an order is priced before it is captured',
    ));

  it('I5: money of another currency is a defect', () =>
    expect(() => addCapture({ order, sold: nothingSold }, { amount: money(1n, 'EUR') } as never)).toThrow('invariant'));
});
