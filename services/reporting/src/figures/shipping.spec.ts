import { usd } from '@tollgate/money';
import {
  authorizationRequested,
  fraudAccepted,
  orderPlaced,
  orderPriced,
  paymentAuthorized,
  paymentCaptured,
  recorded,
  refundRequested,
} from '@tollgate/testing';
import { stepsOf } from '../projection/reported-order.js';
import { shippingOf } from './shipping.js';

const operation = '01890a5d-ac96-7000-8000-0000000000e1';
const sale = [
  orderPlaced(),
  orderPriced(),
  fraudAccepted(),
  authorizationRequested(),
  paymentAuthorized(),
  paymentCaptured({}, { version: 3 }),
];

describe('shipping', () => {
  it('counts with the capture: by method and country, what was charged and the tax on it', () =>
    expect(stepsOf(undefined, sale).flatMap(shippingOf)).toEqual([
      { of: ['ground', 'US'], add: { sales: 1n, shipping_minor: 795n, shipping_tax_minor: 32n } },
    ]));

  it('is nothing of an order that is not shipped', () => {
    const priced = orderPriced({ shipping: usd(0n), shippingMethod: '', total: usd(4631n) });
    const events = sale.map((event) => (event.type === 'OrderPriced' ? priced : event));
    expect(stepsOf(undefined, events.slice(0, 5)).flatMap(shippingOf)).toEqual([]);
  });

  it('is given back where the refund says so, and else not', () => {
    const refunded = (asked: object) => [
      ...sale,
      refundRequested({ lines: [], ...asked }, { id: operation }),
      recorded('PaymentRefunded', { operation, amount: usd(827n) }, { version: 4 }),
    ];
    const of = (asked: object) => stepsOf(undefined, refunded(asked)).flatMap(shippingOf).slice(1);
    expect(of({ amount: usd(827n), shipping: usd(795n), shippingTax: usd(32n) })).toEqual([
      { of: ['ground', 'US'], add: { refunds: 1n, refunded_shipping_minor: 795n, refunded_shipping_tax_minor: 32n } },
    ]);
    const goods = { lines: [{ line: 1, quantity: 1, goods: usd(827n), tax: usd(0n) }] };
    expect(of({ amount: usd(827n), shipping: usd(0n), shippingTax: usd(0n), ...goods })).toEqual([]);
  });
});
