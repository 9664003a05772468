import { create, LicenseKeysSchema } from '@tollgate/contracts';
import { bookForm } from '@tollgate/testing';
import { issuedKey, KeysWanted, NO_KEYS, withKeys } from './with-keys.js';

const keys = { case: 'licenseKeys' as const, value: create(LicenseKeysSchema, { kind: 'pool', activations: 2 }) };
const pieces = { line: 2, sku: 'APP', count: 2 };
const file = { form: bookForm.form as never, pieces: { line: 1, sku: 'BOOK', count: 3 } };
const wanted = (work: () => unknown) => {
  try {
    work();
    return [];
  } catch (error) {
    return (error as KeysWanted).pieces.map(({ line, piece }) => [line, piece]);
  }
};

describe('a grant with license keys', () => {
  it('wants one for each piece of its lines, and none for a file', () => {
    expect(wanted(() => withKeys([file, { form: keys, pieces }], NO_KEYS))).toEqual([
      [2, 0],
      [2, 1],
    ]);
    expect(withKeys([file], NO_KEYS)).toEqual([{ form: bookForm.form }]);
  });

  it('wants those alone that are not at hand, and has each in its place once all are', () => {
    const first = issuedKey({ id: 'a', sealed: 'A' });
    const second = issuedKey({ id: 'b', sealed: 'B' });
    expect(wanted(() => withKeys([{ form: keys, pieces }], new Map([['2.1', second]])))).toEqual([[2, 0]]);
    const all = new Map([
      ['2.1', second],
      ['2.0', first],
    ]);
    expect(withKeys([{ form: keys, pieces }], all)).toEqual([
      { form: { case: 'licenseKeys', value: { ...keys.value, keys: [first, second] } } },
    ]);
    expect(() => withKeys([{ form: keys, pieces }], NO_KEYS)).toThrow(KeysWanted);
  });
});
