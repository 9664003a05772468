import { systemRandom } from '@tollgate/crypto';
import { DEFAULT_PATTERN, drawKey, isPattern, MIN_PATTERN_BITS, patternBits } from './pattern.js';

describe('a pattern of license keys', () => {
  it('is drawn where an X stands, without signs that look alike, and kept elsewhere', () => {
    const keys = Array.from({ length: 500 }, () => drawKey('ACME1-XXXX-XXXX', systemRandom));
    expect(keys.filter((key) => !/^ACME1-[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}$/.test(key))).toEqual([]);
    expect(new Set(keys).size).toBe(500);
  });

  it('draws a symbol again where a byte fits none, so that all are as likely', () => {
    const bytes = [31, 255, 0, 30];
    expect(drawKey('XX', { bytes: () => Buffer.of(bytes.shift() ?? 0) })).toBe('2Z');
  });

  it('has as many random bits as it has X', () => {
    expect(patternBits('AAAA-1111')).toBe(0);
    expect(patternBits(DEFAULT_PATTERN)).toBeGreaterThan(MIN_PATTERN_BITS);
    expect(patternBits('XXXX-XXXX-XXXX')).toBeLessThan(MIN_PATTERN_BITS);
  });

  it.each(['', 'xxxx', 'XXX X', 'XXX\n', 'X'.repeat(65)])('is not %j', (text) => expect(isPattern(text)).toBe(false));
});
