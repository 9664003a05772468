import { contentOf } from './request-content.js';

describe('what a request asks for', () => {
  it('is all of its body but the security code of its card', () => {
    const card = { number: '4111111111111111', cvc: '123' };
    expect(contentOf({ type: 'sale', payment: { card } })).toEqual({ type: 'sale', payment: { card: { number: card.number } } });
    expect(contentOf({ card })).toEqual({ card: { number: card.number } });
  });

  it('is the same with and without members that are null or blank, at every depth', () => {
    expect(contentOf({ amount: 5, currency: null, reason: ' ' })).toEqual({ amount: 5 });
    const card = { number: '4111111111111111', cvc: '123' };
    expect(contentOf({ payment: { card, token: null }, customer: { name: '' } })).toEqual({
      payment: { card: { number: card.number } },
      customer: {},
    });
  });

  it('is another one with another place in a list', () => expect(contentOf({ a: [null, 1] })).toEqual({ a: [null, 1] }));

  it('is nothing where no body came', () => expect(contentOf(undefined)).toEqual({}));

  it('is the body as it is where it is no order at all', () => {
    for (const body of [[1], 'text', { payment: 1 }, { payment: { card: 1 } }]) expect(contentOf(body)).toEqual(body);
  });
});
