import { DomainError } from '@tollgate/errors';
import { money } from '@tollgate/money';
import { toStripeAmount } from './stripe-amount.js';

const codeOf = (work: () => unknown): string | undefined => {
  try {
    work();
    return undefined;
  } catch (error) {
    return error instanceof DomainError ? error.code : `not a DomainError: ${error}`;
  }
};

describe('an amount for Stripe', () => {
  it.each([
    [5426n, 'USD', 5426],
    [500n, 'JPY', 500],
    [5120n, 'KWD', 5120],
    [5n, 'ISK', 500],
    [5n, 'UGX', 500],
    [1000n, 'MGA', 10],
    [1045n, 'HUF', 1045],
    [999_999_999_999n, 'IDR', 999_999_999_999],
  ])('%s minor units of %s go as %s', (minor, currency, amount) =>
    expect(toStripeAmount(money(minor, currency))).toEqual({ amount, currency: currency.toLowerCase() }),
  );

  it.each([
    [5124n, 'KWD', 'three decimals that do not end in 0'],
    [1001n, 'MGA', 'a hundredth of an ariary'],
    [0n, 'USD', 'zero'],
    [-1n, 'USD', 'less than zero'],
    [10n ** 12n, 'IDR', 'thirteen digits'],
    [10n ** 10n, 'ISK', 'eleven digits that become thirteen with the two decimals'],
  ])('%s %s is not charged: %s', (minor, currency) =>
    expect(codeOf(() => toStripeAmount(money(minor, currency)))).toBe('amount_not_supported'),
  );

  it.each(['IQD', 'LYD', 'CLF', 'UYW', 'VES', 'usd', ''])('in %p is not charged at Stripe', (currency) =>
    expect(codeOf(() => toStripeAmount(money(100n, currency)))).toBe('currency_not_supported'),
  );
});
