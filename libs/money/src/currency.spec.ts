import fc from 'fast-check';
import { exponentOf, isCurrency, numericCodeOf, toDecimal } from './currency.js';

describe('currencies', () => {
  it.each([
    ['USD', 2, '840'],
    ['EUR', 2, '978'],
    ['JPY', 0, '392'],
    ['KWD', 3, '414'],
    ['UYW', 4, '927'],
    ['MGA', 2, '969'],
    ['ISK', 0, '352'],
    ['XCG', 2, '532'],
  ])('%s has %s decimal places and the number %s', (currency, exponent, code) => {
    expect(isCurrency(currency)).toBe(true);
    expect(exponentOf(currency)).toBe(exponent);
    expect(numericCodeOf(currency)).toBe(code);
  });

  it.each(['usd', 'US', 'XTS', 'XAU', '', 'constructor', '__proto__'])('%p is none', (code) => {
    expect(isCurrency(code)).toBe(false);
    expect(() => numericCodeOf(code)).toThrow(TypeError);
    expect(exponentOf(code)).toBe(2);
  });

  it('have a number each, of three digits', () => {
    const known = Intl.supportedValuesOf('currency').filter(isCurrency);
    const codes = known.map(numericCodeOf);
    expect(known.length).toBeGreaterThan(140);
    expect(codes.filter((code) => !/^\d{3}$/.test(code))).toEqual([]);
    expect(new Set(codes).size).toBe(codes.length);
  });
});

describe('an amount as people write it', () => {
  it.each([
    [5426n, 'USD', '54.26'],
    [5n, 'USD', '0.05'],
    [-5n, 'USD', '-0.05'],
    [0n, 'USD', '0.00'],
    [5426n, 'JPY', '5426'],
    [-7n, 'JPY', '-7'],
    [1n, 'KWD', '0.001'],
    [123_456n, 'KWD', '123.456'],
  ])('%s minor units of %s are %s', (minor, currency, text) => expect(toDecimal(minor, currency)).toBe(text));

  it('loses nothing, however large', () =>
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }),
        fc.constantFrom('USD', 'JPY', 'KWD', 'CLF'),
        (minor, currency) => expect(BigInt(toDecimal(minor, currency).replace('.', ''))).toBe(minor),
      ),
    ));
});
