import { z } from 'zod';
import { bodyWithoutEmpty, emptyKept, withoutEmpty } from './without-empty.js';

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

describe('what is empty in a body', () => {
  const plain = z.strictObject({});
  const moving = z.strictObject({}).register(emptyKept, { members: ['amount'] });
  const whole = z.strictObject({}).register(emptyKept, { members: 'all' });

  it.each([
    ['counts as absent', plain, { reason: '', a: { amount: null } }, { a: {} }],
    ['is kept where its absence would ask for everything', moving, { amount: null, reason: null }, { amount: null }],
    ['is kept where it is blank', moving, { amount: ' ' }, { amount: ' ' }],
    ['says something where null has a meaning', whole, { methods: [{ freeFrom: null }] }, { methods: [{ freeFrom: null }] }],
  ])('%s', (_, schema, body, expected) => expect(bodyWithoutEmpty(schema, body)).toEqual(expected));
});
