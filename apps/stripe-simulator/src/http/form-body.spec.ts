import { z } from 'zod';
import { parseForm, readForm } from './form-body.js';

describe('a form-encoded body', () => {
  it('nests by brackets, and lists by numbers', () =>
    expect(parseForm('amount=5&card[number]=42&card[a][b]=c&expand[0]=x&expand[1]=y%20z')).toEqual({
      amount: '5',
      card: { number: '42', a: { b: 'c' } },
      expand: ['x', 'y z'],
    }));

  it.each(['a[=1', '[a]=1', 'a[]=1', 'a[b]c=1', 'a=1&a[b]=2'])('%p is refused', (text) =>
    expect(() => parseForm(text)).toThrow(expect.objectContaining({ status: 400 })),
  );

  it('cannot reach what every object inherits', () => {
    const read = parseForm('__proto__[polluted]=yes&constructor[prototype][polluted]=yes');
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
  });

  const schema = z.strictObject({ amount: z.string().regex(/^\d+$/), card: z.strictObject({ number: z.string() }).optional() });
  it.each([
    ['amount=5&tip=1', 'tip', 'parameter_unknown'],
    ['amount=5&card[number]=4&card[color]=red', 'card[color]', 'parameter_unknown'],
    ['amount=five', 'amount', 'parameter_invalid'],
    ['card[number]=4', 'amount', 'parameter_invalid'],
  ])('%p is refused for %s: %s', (text, param, code) =>
    expect(() => readForm(schema, text)).toThrow(expect.objectContaining({ error: expect.objectContaining({ param, code }) })),
  );
});
