import { amountOf, creditBody, creditFaults, currenciesOf, emptyCredit, shownAmount } from './credit-draft.js';

const terms = { enabled: true, perCredit: { USD: 5_000, JPY: 0 }, perDay: { USD: 20_000, JPY: 0 } };
const draft = { ...emptyCredit('USD'), amount: '25.00', description: ' For the late parcel ', email: 'ann@example.com' };

describe('a credit that is typed in', () => {
  it('is sent as the API takes it, without an empty text', () => {
    expect(creditBody(draft)).toEqual({
      amount: 2500,
      currency: 'USD',
      description: 'For the late parcel',
      customer: { email: 'ann@example.com' },
    });
    expect(Object.keys(creditBody({ ...draft, email: ' ' }))).not.toContain('customer');
  });

  it('is complete with an amount within the limit and what it is for', () => {
    expect(creditFaults(draft, terms)).toEqual([]);
    expect(creditFaults(emptyCredit('USD'), terms)).toEqual([
      { field: '/amount', code: 'required' },
      { field: '/description', code: 'required' },
    ]);
  });

  it.each([
    ['0', 'invalid_price'],
    ['1.999', 'invalid_price'],
    ['50.01', 'credit_amount_limit'],
  ])('is not taken with the amount %s', (amount, code) =>
    expect(creditFaults({ ...draft, amount }, terms)).toEqual([{ field: '/amount', code }]),
  );

  it('has an amount once it is one', () => {
    expect([amountOf(draft), amountOf({ ...draft, amount: 'x' })]).toEqual([2500, undefined]);
    expect(shownAmount(draft, 'en-US')).toBe('$25.00');
  });

  it('may be of the currencies that have a limit, while credits are on', () => {
    expect(currenciesOf(terms)).toEqual(['USD']);
    expect(currenciesOf({ ...terms, enabled: false })).toEqual([]);
  });
});
