import { passesLuhn } from '@tollgate/order';
import { brandRanges } from '../../cards/card-brands.data.js';
import { checkExpiry } from '../../cards/check-expiry.js';
import { brandIn, digitsIn, expiryFault, expiryIn, groupedNumber, isCardNumber } from './card-entry.js';

describe('a card as it is typed', () => {
  it.each([
    ['1/30', 1, 2030],
    ['01/30', 1, 2030],
    ['12/2030', 12, 2030],
    ['1 / 2030', 1, 2030],
    ['0130', 1, 2030],
    ['012030', 1, 2030],
    ['１２／３０', 12, 2030],
    ['12-30', 12, 2030],
  ])('P3: expires %s', (text, month, year) => expect(expiryIn(text)).toEqual({ month, year }));

  it.each(['', '13/30', '0/30', '130', '1/3', '1/030', 'January 2030', '1/30/2030'])('P3: does not expire %s', (text) =>
    expect(expiryIn(text)).toBeUndefined(),
  );

  it.each([
    ['01/20', 'card_expired'],
    ['01/25', 'card_expired'],
    ['10/26', 'card_expired'],
    ['11/26', ''],
    ['12/76', ''],
    ['12/99', 'invalid_expiry'],
  ])('is marked when its field is left where the API refuses its month: %s', (text, fault) => {
    const now = new Date('2026-11-28T12:00:00Z');
    const month = expiryIn(text) ?? { month: 0, year: 0 };
    expect(expiryFault(month, now.getTime())).toBe(fault);
    const refused = checkExpiry({ expiryMonth: month.month, expiryYear: month.year }, now, '');
    expect(refused.length).toBe(fault === '' ? 0 : 1);
  });

  it('P3: keeps all of 19 digits, in groups', () =>
    expect(groupedNumber(digitsIn('6212345678901234 569'))).toBe('6212 3456 7890 1234 569'));

  it('groups an American Express card as on its face', () => expect(groupedNumber('378282246310005')).toBe('3782 822463 10005'));

  it('reads digits of full width, whatever stands between them', () =>
    expect(digitsIn('４１１１-1111 1111\u00a01111')).toBe('4111111111111111'));

  it.each([
    '4111111111111111',
    '4111111111111112',
    '378282246310005',
    '6212345678901234569',
    '6212345678901234568',
    '411111111117',
    '4',
    '',
  ])('is checked as the API checks it: %s', (digits) => expect(isCardNumber(digits)).toBe(passesLuhn(digits)));

  it.each([
    ['4', 'visa'],
    ['51', 'mastercard'],
    ['2221', 'mastercard'],
    ['37', 'amex'],
    ['62', 'unionpay'],
    ['3528', 'jcb'],
    ['5', ''],
    ['99', ''],
  ])('begins like a card’s network: %s', (digits, brand) => expect(brandIn(digits, brandRanges)).toBe(brand));
});
