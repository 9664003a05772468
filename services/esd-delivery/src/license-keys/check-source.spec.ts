import { checkKeys, checkSource } from './check-source.js';

const source = { kind: 'pool', pattern: '', activations: 0, lowMark: 0 };

describe('what kind of keys a good has', () => {
  it('is kept without what does not belong to it', () => {
    expect(checkSource({ ...source, kind: 'signed', pattern: 'XX', lowMark: 5 })).toEqual({ ...source, kind: 'signed' });
    expect(checkSource({ ...source, pattern: 'XX', lowMark: 5 })).toEqual({ ...source, lowMark: 5 });
    expect(checkSource({ ...source, kind: 'pattern' }).pattern).toBe('XXXXX-XXXXX-XXXXX-XXXXX');
  });

  it.each([
    [{ ...source, kind: 'other' }, 'invalid_kind'],
    [{ ...source, kind: 'pattern', pattern: 'x y' }, 'invalid_pattern'],
    [{ ...source, kind: 'pattern', pattern: 'XXXX-XXXX' }, 'pattern_too_short'],
    [{ ...source, lowMark: 1.5 }, 'out_of_range'],
    [{ ...source, activations: 1_000_001 }, 'out_of_range'],
  ])('is refused as %j', (given, code) => expect(() => checkSource(given)).toThrow(expect.objectContaining({ code })));
});

describe('keys that are added', () => {
  it('count once, without the blanks around them', () => expect(checkKeys([' A ', 'B', '', 'A'])).toEqual(['A', 'B']));

  it.each([
    [[], 'no_keys'],
    [['', ' '], 'no_keys'],
    [['A\u0000'], 'invalid_key'],
    [['x'.repeat(201)], 'invalid_key'],
    [Array.from({ length: 10_001 }, (_, index) => `${index}`), 'too_many_license_keys'],
  ])('are refused (%#)', (keys, code) => expect(() => checkKeys(keys)).toThrow(expect.objectContaining({ code })));
});
