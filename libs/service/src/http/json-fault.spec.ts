import { jsonFault } from './json-fault.js';

describe('where a text stops being JSON', () => {
  it.each([
    ['', 0],
    ['  ', 2],
    ['hello', 0],
    ['{"type":', 8],
    ['{"a":1', 6],
    ['{"a":1,}', 7],
    ['{,}', 1],
    ['{"a" 1}', 5],
    ['{1:2}', 1],
    ['{"a":1]', 6],
    ['[1,]', 3],
    ['[1 2]', 3],
    ['[1}', 2],
    ['{"a":[{"b":null}],"c":tru}', 22],
    ["{'a':1}", 1],
    ['01', 1],
    ['1,2', 1],
    ['{} {}', 3],
    ['"a\nb"', 0],
    ['["\\x"]', 1],
    ['{"a":"b', 5],
    ['[1e5, -0.5, true, "\\u00ff", {}, [], NaN]', 36],
  ])('of %j is its character %d', (text, index) => {
    expect(() => JSON.parse(text)).toThrow();
    expect(jsonFault(text)).toBe(index);
  });

  it('is found in a mebibyte that one string fills', () => expect(jsonFault(`["${'x'.repeat(1_048_576)}`)).toBe(1));
});
