import { ISO87_ASCII, ISO87_BCD } from '@tollgate/iso8583';
import { fromWireAmount, toWireAmount } from './wire-amount.js';

describe('an amount on the wire', () => {
  it.each([
    [{ minor: 5_426n, currency: 'USD' }, 5_426n, '840'],
    [{ minor: 35_200n, currency: 'BHD' }, 35_200n, '048'],
    [{ minor: 149_000n, currency: 'KRW' }, 149_000n, '410'],
    [{ minor: 12_345n, currency: 'CLF' }, 12_345n, '990'],
  ])('M7: %p is in the minor units of ISO 4217', (money, ...[minor, currency]) =>
    expect(toWireAmount(money, ISO87_ASCII)).toEqual({ minor, currency }),
  );

  it('M7: has the decimals of an acquirer that has its own, there and back', () => {
    expect(toWireAmount({ minor: 18_600n, currency: 'KWD' }, ISO87_BCD)).toEqual({ minor: 1_860n, currency: '414' });
    expect(fromWireAmount('000000001860', 'KWD', ISO87_BCD)).toEqual({ minor: 18_600n, currency: 'KWD' });
  });

  it.each([
    ['a fraction that the acquirer does not have', { minor: 18_601n, currency: 'KWD' }],
    ['a currency that the acquirer does not take', { minor: 12_345n, currency: 'CLF' }],
    ['what is no currency', { minor: 1n, currency: 'XXX' }],
  ])('M7: refuses %s', (_what, money) =>
    expect(() => toWireAmount(money, ISO87_BCD)).toThrow(expect.objectContaining({ code: 'currency_not_supported' })),
  );

  it('refuses an amount that twelve digits do not hold', () =>
    expect(() => toWireAmount({ minor: 1_000_000_000_000n, currency: 'USD' }, ISO87_ASCII)).toThrow(
      expect.objectContaining({ code: 'invalid_amount' }),
    ));
});
