import fc from 'fast-check';
import { duplicateName, hasUnkeptName } from './json-members.js';

const duplicateIn = (text: string) => duplicateName(text, JSON.parse(text));

describe('a JSON text with a name twice', () => {
  it.each([
    ['{"amount":1,"amount":2}', 'amount'],
    ['{"amount":1,"\\u0061mount":2}', 'amount'],
    ['[{"a":{"b":1,"c":{},"b":[]}}]', 'b'],
    ['{"a":{"b":1},"a":2}', 'a'],
    ['{"a":1,"b":[1,2,{"a":3}],"a":{"x":"}"}}', 'a'],
    ['{"":1,"":2}', ''],
    ['{"__proto__":1,"__proto__":2}', '__proto__'],
    ['{"a\\\\":1,"a\\"":2,"a\\\\":3}', 'a\\'],
  ])('%s has %s', (text, name) => expect(duplicateIn(text)).toBe(name));

  it.each([
    '{}',
    '1',
    '"a:b"',
    '{"a":{"a":{"a":1}},"b":[{"a":1},{"a":1}]}',
    '{"a":"\\"a\\":1,\\\\","b\\":":":"}',
    '{"__proto__":1,"constructor":2}',
  ])('is not %s', (text) => expect(duplicateIn(text)).toBeUndefined());

  it('is none that was made of a value, and always one where a member was put in again', () =>
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 }), (object) => {
        const text = JSON.stringify(object);
        expect(duplicateIn(text)).toBeUndefined();
        const [name] = Object.keys(JSON.parse(text));
        expect(duplicateIn(`${text.slice(0, -1)},${JSON.stringify(name)}:0}`)).toBe(name);
      }),
    ));
});

describe('a member named __proto__', () => {
  it.each(['{"__proto__":1}', '{"__proto_\\u005f":1}', '[{"a":{"__proto__":{"b":1}}}]'])('is in %s', (text) =>
    expect(hasUnkeptName(text)).toBe(true),
  );
  it.each(['{}', '{"a":"__proto__"}', '["__proto__"]', '{"__proto":1}'])('is not in %s', (text) =>
    expect(hasUnkeptName(text)).toBe(false),
  );
});
