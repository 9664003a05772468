import { create, OrderLineSchema } from '@tollgate/contracts';
import { usd } from '@tollgate/money';
import { subtotalOf } from './cart.js';

describe('the subtotal', () => {
  it('is every unit amount times its quantity, in minor units', () => {
    const lines = [
      create(OrderLineSchema, { quantity: 3, unitAmount: usd(1999n) }),
      create(OrderLineSchema, { quantity: 1, unitAmount: usd(0n) }),
    ];
    expect(subtotalOf({ lines })).toBe(5997n);
    expect(subtotalOf({ lines: [] })).toBe(0n);
  });

  it('is exact beyond what a floating-point number holds', () =>
    expect(subtotalOf({ lines: [create(OrderLineSchema, { quantity: 3, unitAmount: usd(9_007_199_254_740_993n) })] })).toBe(
      27_021_597_764_222_979n,
    ));
});
