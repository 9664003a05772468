import { noPayment, paymentFaults, paymentOf } from './payment.js';

const now = new Date('2026-11-27T00:00:00Z');
const typed = { ...noPayment, number: '4111 1111 1111 1111', expiry: '1/30', cvc: '123' };

describe('what pays an order that is typed in', () => {
  it('is a card', () => {
    expect(paymentFaults(typed, now)).toEqual([]);
    expect(paymentOf(typed)).toEqual({
      card: { number: '4111111111111111', expiryMonth: 1, expiryYear: 2030, cvc: '123' },
    });
  });

  it('may do without the security code, which no paper shows', () =>
    expect(paymentOf({ ...typed, cvc: '' })).toEqual({ card: { number: '4111111111111111', expiryMonth: 1, expiryYear: 2030 } }));

  it('names what is wrong with each of its fields', () => {
    expect(paymentFaults(noPayment, now).map(({ field, code }) => [field, code])).toEqual([
      ['/payment/card/number', 'required'],
      ['/payment/card/expiryMonth', 'required'],
    ]);
    expect(
      paymentFaults({ ...typed, number: '4111 1111 1111 1112', expiry: '13/30', cvc: '12' }, now).map(({ code }) => code),
    ).toEqual(['invalid_card_number', 'invalid_expiry', 'invalid_cvc']);
    expect(paymentFaults({ ...typed, expiry: '10/26' }, now)).toEqual([
      { field: '/payment/card/expiryMonth', code: 'card_expired' },
    ]);
  });

  it('of American Express has a code of four digits', () =>
    expect(paymentFaults({ ...typed, number: '378282246310005' }, now)).toEqual([
      { field: '/payment/card/cvc', code: 'invalid_cvc' },
    ]));

  it('may be a saved card, and then no card goes with it', () => {
    const saved = { ...typed, by: 'token' as const, token: ' card_1 ' };
    expect(paymentFaults(saved, now)).toEqual([]);
    expect(paymentOf(saved)).toEqual({ token: 'card_1' });
    expect(paymentFaults({ ...saved, token: '' }, now)).toEqual([{ field: '/payment/token', code: 'required' }]);
  });
});
