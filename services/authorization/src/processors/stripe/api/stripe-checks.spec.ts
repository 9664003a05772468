import { checkLetters } from './stripe-checks.js';

const checks = (street: string | null, postalCode: string | null, cvc: string | null) => ({
  address_line1_check: street,
  address_postal_code_check: postalCode,
  cvc_check: cvc,
});

describe("the issuer's checks", () => {
  it.each([
    ['pass', 'pass', 'Y'],
    ['pass', 'fail', 'A'],
    ['pass', null, 'A'],
    ['fail', 'pass', 'Z'],
    [null, 'pass', 'Z'],
    ['fail', 'fail', 'N'],
    [null, 'fail', 'N'],
    ['unavailable', 'fail', 'N'],
    ['unavailable', 'unavailable', 'U'],
    ['unchecked', 'unavailable', 'U'],
    ['unchecked', 'unchecked', ''],
    [null, null, ''],
  ])('street %s and postal code %s are AVS %p', (street, postalCode, avs) =>
    expect(checkLetters(checks(street, postalCode, null)).avs).toBe(avs),
  );

  it.each([
    ['pass', 'M'],
    ['fail', 'N'],
    ['unchecked', 'P'],
    ['unavailable', 'U'],
    [null, ''],
    ['something new', ''],
  ])('CVC %s is %p', (cvc, letter) => expect(checkLetters(checks(null, null, cvc)).cvc).toBe(letter));

  it('of an answer without a card are empty', () => {
    for (const none of [undefined, null]) expect(checkLetters(none)).toEqual({ avs: '', cvc: '' });
  });
});
