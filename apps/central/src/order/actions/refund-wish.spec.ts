import { type RefundForm, refundWish } from './refund-wish.js';

const form: RefundForm = { by: 'all', typed: '', quantities: [0, 0], hasShipping: false, reason: '' };
const context = { currency: 'USD', refundable: 5_000, shippingLeft: 795 };
const wish = (change: Partial<RefundForm>) => refundWish({ ...form, ...change }, context);

describe('what is asked for as a refund', () => {
  it('is all that is left where nothing else is said', () => expect(wish({})).toEqual({}));

  it('names lines from 1, and those with pieces only', () =>
    expect(wish({ by: 'items', quantities: [0, 2] })).toEqual({ lines: [{ line: 2, quantity: 2 }] }));

  it('has shipping with the items, or alone', () => {
    expect(wish({ by: 'items', quantities: [1, 0], hasShipping: true })).toEqual({
      lines: [{ line: 1, quantity: 1 }],
      shipping: 795,
    });
    expect(wish({ by: 'items', hasShipping: true })).toEqual({ shipping: 795 });
  });

  it('never is everything by mistake: neither no items nor no amount asks for anything', () => {
    expect(wish({ by: 'items' })).toBeUndefined();
    expect(wish({ by: 'amount' })).toBeUndefined();
    expect(wish({ by: 'amount', typed: '0' })).toBeUndefined();
    expect(wish({ by: 'amount', typed: '12.345' })).toBeUndefined();
  });

  it('is at most what is left', () => {
    expect(wish({ by: 'amount', typed: '50.00' })).toEqual({ amount: 5_000 });
    expect(wish({ by: 'amount', typed: '50.01' })).toBeUndefined();
  });

  it('tells a reason where one was written', () => expect(wish({ reason: ' broken ' })).toEqual({ reason: 'broken' }));
});
