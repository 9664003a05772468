import { isTooDeep } from './json-depth.js';

describe('the depth of a JSON text', () => {
  it.each([
    ['{"a":[1,{"b":2}]}', 3, false],
    ['{"a":[1,{"b":2}]}', 2, true],
    ['[[[[', 3, true],
    ['"[[[[[["', 1, false],
    ['{"a\\"[[[":1}', 1, false],
    ['[[],[],[]]', 2, false],
    ['"never closed [[[', 1, false],
  ])('of %s is over %d: %s', (text, limit, expected) => expect(isTooDeep(text, limit)).toBe(expected));
});
