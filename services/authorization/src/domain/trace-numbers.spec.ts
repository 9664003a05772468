import fc from 'fast-check';
import { traceNumbers } from './trace-numbers.js';

const noon = new Date('2026-11-23T12:00:00Z');

describe('traceNumbers', () => {
  it('name a message by year, day and number', () =>
    expect(traceNumbers(1042n, 'TG000001', noon)).toEqual({
      stan: 1043,
      rrn: '263270001042',
      terminalId: 'TG000001',
      transmittedAt: '1123120000',
    }));

  it('know the last day of a leap year', () =>
    expect(traceNumbers(0n, 'TG000001', new Date('2028-12-31T23:59:59Z')).rrn).toBe('283660000000'));

  it('stay within what the elements hold, and apart for ten million messages', () => {
    const serial = fc.bigInt({ min: 0n, max: 10n ** 18n });
    fc.assert(
      fc.property(serial, fc.bigInt({ min: 1n, max: 9_999_999n }), (first, distance) => {
        const [a, b] = [first, first + distance].map((each) => traceNumbers(each, 'TG000001', noon));
        expect(a?.stan).toBeGreaterThanOrEqual(1);
        expect(a?.stan).toBeLessThanOrEqual(999_999);
        expect(a?.rrn).toMatch(/^\d{12}$/);
        expect(a?.rrn).not.toBe(b?.rrn);
      }),
    );
  });
});
