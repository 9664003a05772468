import { domainErrorOf } from '@tollgate/testing';
import { type FieldErrors, refusal, refuseIfAny } from './field-error.js';

describe('what is wrong with a request', () => {
  const errors = [
    { code: 'unknown_currency', field: '/currency' },
    { code: 'too_long', field: '/reference', parameters: { most: 64 } },
  ];

  it('is told by its first field where one only can be told, and by all of them beside', () => {
    const refused = domainErrorOf(() => refuseIfAny(errors)) as FieldErrors;
    expect([refused.code, refused.field]).toEqual(['unknown_currency', '/currency']);
    expect(refused.extensions.errors).toEqual([
      { ...errors[0], detail: refused.detail },
      { code: 'too_long', field: '/reference', detail: 'At most 64 characters.' },
    ]);
  });

  it('is nothing where nothing is wrong', () => expect(() => refuseIfAny([])).not.toThrow());

  it('is explained by its code', () =>
    expect(refusal('still_running', 'Idempotency-Key')).toMatchObject({
      code: 'still_running',
      detail: expect.stringMatching(/Ask again/),
    }));
});
