import { brandOf, isIssuedNumber } from './card-number.js';

describe('brandOf', () => {
  it.each([
    ['411111', 'visa'],
    ['555555', 'mastercard'],
    ['222100', 'mastercard'],
    ['272099', 'mastercard'],
    ['272100', 'other'],
    ['378282', 'amex'],
    ['601111', 'discover'],
    ['650000', 'discover'],
    ['644000', 'discover'],
    ['305693', 'diners'],
    ['309500', 'diners'],
    ['353011', 'jcb'],
    ['620000', 'unionpay'],
    ['900000', 'other'],
  ])('knows that %s… is %s', (bin, brand) => expect(brandOf(bin)).toBe(brand));
});

describe('a number that somebody’s card may have', () => {
  it.each(['4111111111111111', '4222222222222', '378282246310005', '6759649826438453', '2200000000000053', '9792030000000000'])(
    '%s is of a network’s range',
    (number) => expect(isIssuedNumber(number)).toBe(true),
  );

  it.each(['1764115200000', '9780306406157', '0000000000000000', '4111111111111112'])('%s is none', (number) =>
    expect(isIssuedNumber(number)).toBe(false),
  );
});
