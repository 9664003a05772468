import { customersAnswer } from './customers-answer.js';

it('customers are answered with their net, named by an order of theirs alone', () => {
  const sums = { currency: 'USD', sales: '2', captured: '900', refunds: '1', refunded: '1000' };
  const figures = { orders: 2n, captured: 900n, refunds: 1n, refunded: 1_000n, net: -100n };
  const row = { ...sums, order: 'o1', isNew: true };
  expect(customersAnswer({ rows: [row], groups: [{ ...sums, kind: 'new', customers: '3' }] })).toEqual({
    rows: [{ currency: 'USD', order: 'o1', isNew: true, figures }],
    groups: [{ currency: 'USD', kind: 'new', customers: 3n, figures }],
  });
});
