import { certificateFile, isConfirmed, openOrdersIn } from './customer.js';

describe('forgetting a customer', () => {
  it.each([
    ['ann@example.com', true],
    [' Ann@Example.com ', true],
    ['ann@example.co', false],
    ['', false],
  ])('is confirmed by %s: %s', (typed, expected) => expect(isConfirmed(typed, 'ann@example.com')).toBe(expected));

  it('names the orders that are under way', () => {
    const orders = [{ id: 'ord_1', reasons: ['amount_held'] }];
    expect(openOrdersIn({ status: 409, code: 'orders_under_way', orders })).toEqual(orders);
    expect(openOrdersIn({ status: 409, code: 'still_running' })).toEqual([]);
  });

  it('leaves a file whose name says nothing of the person', () =>
    expect(
      certificateFile({
        id: 'e',
        customer: 'cus_0123456789abcdef',
        forgottenAt: '2026-11-27T04:00:00.000Z',
        by: 'usr_1',
        orders: [],
        text: '',
        checksum: '',
      }),
    ).toBe('deletion-cus_01234567-2026-11-27.txt'));
});
