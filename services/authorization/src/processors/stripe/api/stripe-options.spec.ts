import { requireFittingKey } from './stripe-options.js';

describe('a key of Stripe', () => {
  it.each([
    ['sk_test_abc', 'test', undefined],
    ['rk_test_abc', 'test', 'http://127.0.0.1:12111'],
    ['sk_live_abc', 'live', undefined],
    ['rk_live_abc', 'live', 'https://api.stripe.com'],
  ] as const)('%s fits mode %s at %s', (secretKey, mode, url) =>
    expect(() => requireFittingKey({ secretKey, mode, ...(url && { url }) })).not.toThrow(),
  );

  it.each([
    ['sk_live_abc', 'test', undefined, 'stripe_key_of_other_mode'],
    ['sk_test_abc', 'live', undefined, 'stripe_key_of_other_mode'],
    ['sk_live_abc', 'live', 'http://127.0.0.1:12111', 'stripe_url_not_live'],
    ['sk_live_abc', 'live', 'http://api.stripe.com', 'stripe_url_not_live'],
    ['pk_test_abc', 'test', undefined, 'stripe_key_unreadable'],
    ['', 'test', undefined, 'stripe_key_unreadable'],
  ] as const)('%s is refused for mode %s at %s: %s', (...[secretKey, mode, url, code]) =>
    expect(() => requireFittingKey({ secretKey, mode, ...(url && { url }) })).toThrow(expect.objectContaining({ code })),
  );

  it('is not quoted by what refuses it', () => {
    const words = (secretKey: string): string => {
      try {
        requireFittingKey({ secretKey, mode: 'test' });
        return 'accepted';
      } catch (error) {
        return JSON.stringify(error) + String(error);
      }
    };
    for (const key of ['sk_live_SECRET', 'SECRET']) expect(words(key)).not.toContain('SECRET');
  });
});
