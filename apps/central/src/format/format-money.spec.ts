import { decimalOf, formatMoney, formatTick, parseAmount } from './format-money.js';

const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');

describe('an amount', () => {
  it('has no decimals on an axis where they are zero: $1,000', () => {
    expect(formatTick(100_000, 'USD', 'en-US')).toBe('$1,000');
    expect(formatTick(50, 'USD', 'en-US')).toBe('$0.50');
    expect(formatMoney(100_000, 'USD', 'en-US')).toBe('$1,000.00');
  });

  it.each([
    [5426, 'USD', 'en-US', '$54.26'],
    [-1234, 'EUR', 'de', '-12,34 €'],
    [5980, 'JPY', 'ja', '￥5,980'],
    [35200, 'BHD', 'en-US', 'BHD 35.200'],
    [12345, 'CLF', 'en-US', 'CLF 1.2345'],
    [1500, 'IQD', 'en-US', 'IQD 1.500'],
    [9_999_999_999, 'USD', 'en-US', '$99,999,999.99'],
  ])('of %i minor units of %s is written in %s as %s', (minor, currency, tag, expected) =>
    expect(plain(formatMoney(minor, currency, tag))).toBe(expected),
  );

  it.each([
    [5, 2, '0.05'],
    [-5, 2, '-0.05'],
    [100, 0, '100'],
    [12345, 4, '1.2345'],
  ])('of %i with %i digits is %s, without a float', (minor, digits, expected) => expect(decimalOf(minor, digits)).toBe(expected));

  it.each([
    ['12.5', 'USD', 1250],
    ['12,50', 'USD', 1250],
    ['1 250', 'JPY', 1250],
    ['0.29', 'USD', 29],
    ['1,949.44', 'USD', 194_944],
    ['1.949,44', 'EUR', 194_944],
    ['1,234,567', 'USD', 123_456_700],
    ['5,980', 'JPY', 5980],
    ['1,234.500', 'BHD', 1_234_500],
    ['35.200', 'BHD', 35_200],
    ['1,234', 'USD', undefined],
    ['1,23,456', 'USD', undefined],
    ['1.234.56', 'USD', undefined],
    ['.', 'JPY', undefined],
    ['12.505', 'USD', undefined],
    ['1.5', 'JPY', undefined],
    ['-3', 'USD', undefined],
    ['1e3', 'USD', undefined],
    ['', 'USD', undefined],
  ])('typed as "%s" in %s is %s', (text, currency, expected) => expect(parseAmount(text, currency)).toBe(expected));
});
