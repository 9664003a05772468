import { withoutEmpty } from './without-empty.js';

describe('O14: what is empty', () => {
  it.each([
    [{ line2: '' }, {}],
    [{ name: null }, {}],
    [{ name: ' \t' }, {}],
    [{ a: { b: '', c: 1 } }, { a: { c: 1 } }],
    [{ items: [{ description: '' }] }, { items: [{}] }],
  ])('%j counts as %j', (given, expected) => expect(withoutEmpty(given)).toEqual(expected));

  it.each([[{ a: 0, b: false, c: [], d: {} }], [[null, '']], ['text'], [null], [7]])('%j stays as it is', (given) =>
    expect(withoutEmpty(given)).toEqual(given),
  );

  it('leaves the request itself as it came', () => {
    const given = { a: '', b: { c: null } };
    withoutEmpty(given);
    expect(given).toEqual({ a: '', b: { c: null } });
  });
});
