import { brandOf, passesLuhn } from './card-number.js';

describe('passesLuhn', () => {
  it.each(['4111111111111111', '5555555555554444', '378282246310005', '6011111111111117', '30569309025904', '3530111333300000'])(
    'takes the published test number %s',
    (number) => expect(passesLuhn(number)).toBe(true),
  );

  it.each([
    '4111111111111112',
    '41111111111',
    '41111111111111111111',
    '4111 1111 1111 1111',
    '',
    '４１１１１１１１１１１１１１１１',
  ])('refuses "%s"', (number) => expect(passesLuhn(number)).toBe(false));

  it('refuses a number with any one digit changed', () => {
    for (let index = 0; index < 16; index += 1) {
      const digits = [...'4111111111111111'];
      digits[index] = String((Number(digits[index]) + 1) % 10);
      expect(passesLuhn(digits.join(''))).toBe(false);
    }
  });
});

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
