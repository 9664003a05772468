import { create, OrderPricedSchema, OrderPricingFailedSchema } from '@tollgate/contracts';
import { usd } from '@tollgate/money';
import { domainErrorOf } from '@tollgate/testing';
import { answerQuote } from './quote-order.js';

describe('answerQuote', () => {
  it('tells what the basket would cost', () => {
    const taxLines = [{ jurisdiction: 'US-NY', name: 'New York', ratePpm: 40_000, taxable: usd(3295n), amount: usd(132n) }];
    const amounts = { subtotal: usd(4499n), shipping: usd(795n), tax: usd(132n), total: usd(5426n) };
    const value = create(OrderPricedSchema, { ...amounts, taxLines, shippingMethod: 'ground' });
    expect(answerQuote('USD', { case: 'priced', value })).toEqual({
      currency: 'USD',
      shippingMethod: 'ground',
      amounts: { subtotal: 4499, shipping: 795, tax: 132, total: 5426 },
      taxLines: [{ jurisdiction: 'US-NY', name: 'New York', rate: '0.0400', taxable: 3295, amount: 132 }],
    });
  });

  it('refuses what cannot be priced, with code and field', () => {
    const value = create(OrderPricingFailedSchema, { code: 'destination_not_served', field: '/shippingAddress/country' });
    const refused = domainErrorOf(() => answerQuote('USD', { case: 'failed', value }));
    expect([refused.code, refused.field]).toEqual(['destination_not_served', '/shippingAddress/country']);
  });
});
