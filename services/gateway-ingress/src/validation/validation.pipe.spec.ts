import { domainErrorOf } from '@tollgate/testing';
import { z } from 'zod';
import type { FieldErrors } from './field-error.js';
import { ValidationPipe } from './validation.pipe.js';

const pipe = new ValidationPipe({
  body: z.strictObject({ name: z.string().max(3), size: z.int().optional(), tags: z.array(z.string()).optional() }),
  query: z.strictObject({ limit: z.string().regex(/^\d$/, 'invalid_limit').optional() }),
  params: z.object({ sku: z.string().max(2, 'invalid_sku') }),
});
const body = (value: unknown) => pipe.transform(value, { type: 'body' });
const errorsOf = (value: unknown) => (domainErrorOf(() => body(value)) as FieldErrors).extensions.errors;

describe('a route’s schemas', () => {
  it('let a body in that fits them', () => expect(body({ name: 'abc', size: null })).toEqual({ name: 'abc' }));

  it('name each field that is wrong, with a code', () =>
    expect(errorsOf({ name: 'abcd', size: 1.5, tags: 'x', more: 1 }).map(({ code, field }) => [code, field])).toEqual([
      ['too_long', '/name'],
      ['not_an_integer', '/size'],
      ['invalid_type', '/tags'],
      ['unknown_field', '/more'],
    ]));

  it('tell another value from another type, whatever the type', () => {
    const consent = new ValidationPipe({ body: z.strictObject({ consent: z.literal(true), kind: z.enum(['a', 'b']) }) });
    const codes = (value: object) =>
      (domainErrorOf(() => consent.transform(value, { type: 'body' })) as FieldErrors).extensions.errors.map(({ code }) => code);
    expect(codes({ consent: false, kind: 'c' })).toEqual(['invalid_value', 'invalid_value']);
    expect(codes({ consent: 'true', kind: 1 })).toEqual(['invalid_type', 'invalid_type']);
  });

  it('say which values and how much are taken, and repeat nothing that was sent', () => {
    const order = new ValidationPipe({
      body: z.strictObject({ kind: z.enum(['a', 'b']), tags: z.array(z.string()).min(1).max(2), pieces: z.int().max(10_000) }),
    });
    const explained = (value: object) =>
      (domainErrorOf(() => order.transform(value, { type: 'body' })) as FieldErrors).extensions.errors.map(
        ({ detail }) => detail,
      );
    expect(explained({ kind: '4111111111111111', tags: [], pieces: 10_001 })).toEqual([
      'One of these is taken: `a`, `b`.',
      'At least 1 of them.',
      'At most 10,000.',
    ]);
    expect(explained({ kind: 'a', tags: ['x', 'y', 'z'], pieces: 1 })).toEqual(['At most 2 of them.']);
  });

  it('O14: take null and blanks in a required field for a missing one', () => {
    for (const name of [null, '', ' ', undefined])
      expect(errorsOf({ name })).toMatchObject([{ code: 'required', field: '/name' }]);
  });

  it('ask for a body, and take nothing but an object for one', () => {
    expect(domainErrorOf(() => body(undefined))).toMatchObject({
      code: 'malformed_json',
      detail: expect.stringContaining('`{}`'),
    });
    expect(errorsOf({})).toMatchObject([{ code: 'required', field: '/name' }]);
    for (const value of [null, [], 'x', 1]) expect(domainErrorOf(() => body(value)).code).toBe('not_an_object');
  });

  it('repeat no card number that stands in a field’s name', () =>
    expect(errorsOf({ name: 'a', '4111 1111 1111 1111': 1 })).toMatchObject([{ code: 'unknown_field', field: '/****' }]));

  it('refuse a NUL in any text of a query, and know of no place in whose name one stands', () => {
    const address = new ValidationPipe({ query: z.strictObject({ sku: z.string().optional() }) });
    const refused = (value: unknown, metadata: { readonly type: 'query' | 'param'; readonly data?: string }) => {
      const { code, field } = domainErrorOf(() => address.transform(value, metadata));
      return [code, field];
    };
    expect(refused({ sku: 'A\0' }, { type: 'query' })).toEqual(['invalid_characters', 'sku']);
    expect(refused('ord_\0', { type: 'param', data: 'id' })).toEqual(['not_found', undefined]);
    expect(refused({ id: '\0' }, { type: 'param' })).toEqual(['not_found', undefined]);
    expect(address.transform({ sku: 'A' }, { type: 'query' })).toEqual({ sku: 'A' });
  });

  it('name a parameter without a pointer’s slash', () => {
    const query = domainErrorOf(() => pipe.transform({ limit: 'x' }, { type: 'query' }));
    expect([query.code, query.field]).toEqual(['invalid_limit', 'limit']);
    const param = domainErrorOf(() => pipe.transform('abc', { type: 'param', data: 'sku' }));
    expect([param.code, param.field]).toEqual(['invalid_sku', 'sku']);
    expect(pipe.transform('ab', { type: 'param', data: 'sku' })).toBe('ab');
  });
});
