import { brandOf, caretAfter, cvcLengthOf, digitsIn, grouped, isCardNumber } from './card-number.js';

describe('a card number that is typed in', () => {
  it.each([
    ['4111-1111-1111-1111', '4111111111111111'],
    [' 4111 1111 ', '41111111'],
    ['４１１１', '4111'],
  ])('%s is read as %s', (typed, digits) => expect(digitsIn(typed)).toBe(digits));

  it.each([
    ['4111111111111111', '4111 1111 1111 1111'],
    ['378282246310005', '3782 822463 10005'],
    ['30569309025904', '3056 930902 5904'],
    ['41111', '4111 1'],
    ['', ''],
  ])('%s stands as on the card', (digits, shown) => expect(grouped(digits)).toBe(shown));

  it('of 19 digits is not cut', () => {
    expect(grouped('6212345678900000003')).toBe('6212 3456 7890 0000 003');
    expect(digitsIn('6212 3456 7890 0000 003')).toHaveLength(19);
    expect(isCardNumber('6212345678900000003')).toBe(true);
  });

  it.each([
    ['4', 'visa'],
    ['5555', 'mastercard'],
    ['2221', 'mastercard'],
    ['2720', 'mastercard'],
    ['2721', undefined],
    ['2220', undefined],
    ['34', 'amex'],
    ['3528', 'jcb'],
    ['3527', undefined],
    ['6011', 'discover'],
    ['62', 'unionpay'],
    ['3095', 'diners'],
    ['', undefined],
  ])('that begins with %s is of %s', (digits, brand) => expect(brandOf(digits)).toBe(brand));

  it('of American Express has a security code of four digits', () => {
    expect(cvcLengthOf('37')).toBe(4);
    expect(cvcLengthOf('4')).toBe(3);
  });

  it.each([
    ['4111111111111111', true],
    ['4111111111111112', false],
    ['42424242424', false],
    ['', false],
    ['00000000000000000000', false],
  ])('%s is one: %s', (digits, expected) => expect(isCardNumber(digits)).toBe(expected));

  it.each([
    [0, 0],
    [4, 4],
    [5, 6],
    [16, 19],
    [20, 19],
  ])('keeps the caret behind the %i digits before it', (digits, caret) =>
    expect(caretAfter(digits, '4111 1111 1111 1111')).toBe(caret),
  );
});
