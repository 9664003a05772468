import { fold, type Order } from '@tollgate/order';
import { domainErrorOf, orderPlaced } from '@tollgate/testing';
import { namesOfOrder } from './names-of-order.js';

const order = fold([orderPlaced()]) as Order;
const person = { email: 'ann@example.com', ipAddress: '203.0.113.9' } as Parameters<typeof namesOfOrder>[1];

describe('what an order is blocked by', () => {
  it('is what others are screened by, shown in part', () => {
    const { card } = order.placed;
    expect(namesOfOrder(order, person, { card: true, email: true, ip: true })).toEqual([
      { kind: 'card', name: 'c1', label: `${card?.bin}…${card?.last4}` },
      { kind: 'email', name: 'e1', label: 'a…@example.com' },
      { kind: 'ip', name: 'i1', label: '203.0.113.…' },
    ]);
  });

  it('is what was asked for alone', () =>
    expect(namesOfOrder(order, person, { card: false, email: true })).toMatchObject([{ kind: 'email' }]));

  it('is known though the customer was forgotten, and not shown then', () =>
    expect(namesOfOrder(order, undefined, { email: true, ip: true })).toEqual([
      { kind: 'email', name: 'e1', label: '' },
      { kind: 'ip', name: 'i1', label: '' },
    ]));

  it('is asked for by name', () =>
    expect(domainErrorOf(() => namesOfOrder(order, person, { card: false }))).toMatchObject({
      code: 'required',
      field: '/card',
    }));

  it('is nothing that the order does not have', () => {
    const free = fold([orderPlaced({ screening: { card: '', email: 'e1', ip: '' } })]) as Order;
    for (const kind of ['card', 'ip'] as const) {
      const refused = domainErrorOf(() => namesOfOrder(free, person, { [kind]: true }));
      expect(refused).toMatchObject({ code: 'nothing_to_block', field: `/${kind}` });
    }
  });
});
