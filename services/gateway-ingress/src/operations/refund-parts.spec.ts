import { usd } from '@tollgate/money';
import { describeRefundParts, minorOf } from './refund-parts.js';

it('an amount is shown in minor units, and nothing as 0', () =>
  expect([minorOf(usd(5426n)), minorOf(undefined)]).toEqual([5426, 0]));

it('the parts of a refund are shown line by line, what none of it falls on as 0', () =>
  expect(describeRefundParts({ lines: [{ line: 2, quantity: 1, goods: usd(1250n) }], shipping: usd(795n) })).toEqual({
    lines: [{ line: 2, quantity: 1, goods: 1250, tax: 0 }],
    shipping: 795,
    shippingTax: 0,
  }));
