import { toJsonInteger } from './json-integer.js';

describe('toJsonInteger', () => {
  it('refuses what a JSON number cannot hold', () => {
    expect(toJsonInteger(9_007_199_254_740_991n)).toBe(Number.MAX_SAFE_INTEGER);
    expect(() => toJsonInteger(9_007_199_254_740_992n)).toThrow('the amount fits JSON');
  });
});
