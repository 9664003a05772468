import { poolLevel } from './pool-level.js';

describe('a pool of license keys', () => {
  it.each([
    [3, 2, 'enough'],
    [2, 2, 'low'],
    [1, 2, 'low'],
    [0, 2, 'empty'],
    [1, 0, 'enough'],
    [0, 0, 'empty'],
  ])('with %d left and a mark of %d: %s', (left, lowMark, expected) => expect(poolLevel(left, lowMark)).toBe(expected));
});
