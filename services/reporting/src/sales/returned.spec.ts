import type { EventInit } from '@tollgate/contracts';
import { money, usd } from '@tollgate/money';
import { fold, type Order } from '@tollgate/order';
import { orderPlaced, orderPriced, refundRequested } from '@tollgate/testing';
import { addRefund, nothingReturned, type Returned } from './returned.js';

const operation = '01890a5d-ac96-7000-8000-0000000000e1';
const given = (init: EventInit<'RefundRequested'>, returned: Returned = nothingReturned): Returned => {
  const order = fold([orderPlaced(), orderPriced(), refundRequested(init, { id: operation })]) as Order;
  return addRefund({ order, returned }, { operation, amount: init.amount ?? usd(5426n) } as never);
};

describe('what refunds give back', () => {
  it('is, of everything, the order’s own amounts', () =>
    expect(given({})).toEqual({
      refunds: 1,
      goods: 4499n,
      shipping: 795n,
      tax: 132n,
      lines: [1999n, 2500n],
      taxes: [132n],
      quantities: [1n, 2n],
      shares: [[32n, 0n, 100n]],
    }));

  it('is, piece by piece, the same in the end', () => {
    const mug = {
      amount: usd(1300n),
      lines: [{ line: 2, quantity: 1, goods: usd(1250n), tax: usd(50n) }],
      shipping: usd(0n),
      shippingTax: usd(0n),
    };
    const twice = given(mug, given(mug));
    expect(twice).toMatchObject({
      refunds: 2,
      goods: 2500n,
      tax: 100n,
      lines: [0n, 2500n],
      quantities: [0n, 2n],
      shares: [[0n, 0n, 100n]],
    });
  });

  it('is not known before it is asked for, and is in the currency of the order', () => {
    const order = fold([orderPlaced(), orderPriced()]) as Order;
    expect(() => addRefund({ order, returned: nothingReturned }, { operation, amount: usd(1n) } as never)).toThrow(
      'asked for before',
    );
    expect(() => given({ amount: money(5426n, 'EUR') })).toThrow('invariant');
  });
});
