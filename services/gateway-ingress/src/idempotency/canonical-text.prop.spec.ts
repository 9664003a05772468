import fc from 'fast-check';
import { canonicalText } from './canonical-text.js';

const shuffled = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(shuffled);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, member]) => [name, shuffled(member)]),
  );
};

describe('canonicalText', () => {
  it('says the same of the same value, in whatever order its members stand', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => expect(canonicalText(shuffled(value))).toBe(canonicalText(value))));
  });

  it('keeps all that a value says', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => expect(JSON.parse(canonicalText(value))).toEqual(JSON.parse(JSON.stringify(value)))),
    );
  });

  it('is the text that fingerprints in the log were made of', () => {
    const value = { é: 1, '10': [1, undefined, null], '2': { b: 'x"y', a: undefined }, '\uffff': true, '😀': '\u2028', A: -0.5 };
    expect(canonicalText(value)).toBe('{"10":[1,,null],"2":{"b":"x\\"y"},"A":-0.5,"é":1,"😀":"\u2028","\uffff":true}');
  });

  it('passes over members that are undefined', () => expect(canonicalText({ b: undefined, a: 1 })).toBe('{"a":1}'));
});
