import { passesLuhn } from './luhn.js';

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
