import { IdempotencyKeys } from './idempotency-keys.js';

describe('an idempotency key', () => {
  const answer = { status: 200, body: '{}' };

  it('is new once, and answers the same request afterwards', () => {
    const keys = new IdempotencyKeys();
    expect(keys.begin('k', 'POST /a x=1')).toBeUndefined();
    keys.save('k', answer);
    expect(keys.begin('k', 'POST /a x=1')).toBe(answer);
  });

  it('is in use while the first request runs', () => {
    const keys = new IdempotencyKeys();
    keys.begin('k', 'POST /a x=1');
    expect(() => keys.begin('k', 'POST /a x=1')).toThrow(expect.objectContaining({ status: 409 }));
  });

  it('is not for another request, running or done', () => {
    const keys = new IdempotencyKeys();
    keys.begin('k', 'POST /a x=1');
    for (const again of [1, 2]) {
      expect([again, () => keys.begin('k', 'POST /a x=2')][1]).toThrow(expect.objectContaining({ status: 400 }));
      keys.save('k', answer);
    }
  });

  it('is free again when nothing was executed, or once it is forgotten', () => {
    const keys = new IdempotencyKeys();
    keys.begin('k', 'POST /a x=1');
    keys.release('k');
    expect(keys.begin('k', 'POST /a x=2')).toBeUndefined();
    keys.forget();
    expect(keys.begin('k', 'POST /a x=3')).toBeUndefined();
  });
});
