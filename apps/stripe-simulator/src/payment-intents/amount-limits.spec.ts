import { amountFault } from './amount-limits.js';

describe('an amount', () => {
  it.each([
    [50, 'usd'],
    [99_999_999, 'usd'],
    [5120, 'kwd'],
    [500, 'isk'],
    [1, 'mga'],
  ])('of %s %s is charged', (amount, currency) => expect(amountFault({ amount, currency })).toBeUndefined());

  it.each([
    [49, 'usd', 'amount_too_small'],
    [100_000_000, 'usd', 'amount_too_large'],
    [5124, 'kwd', 'invalid_charge_amount'],
    [550, 'isk', 'invalid_charge_amount'],
    [500, 'iqd', undefined],
  ])('of %s %s is not: %s', (amount, currency, code) => expect(amountFault({ amount, currency })?.code).toBe(code));

  it('of a currency that the account does not have names the currency', () =>
    expect(amountFault({ amount: 500, currency: 'iqd' })?.param).toBe('currency'));
});
