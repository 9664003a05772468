import { isSecretToken, newSecretToken, secretTokenHash } from './secret-token.js';

describe('S1: a secret token', () => {
  it('has 256 bits, and is never the same twice', () => {
    const tokens = Array.from({ length: 1_000 }, newSecretToken);
    expect(new Set(tokens).size).toBe(1_000);
    for (const token of tokens) expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    expect(tokens.every(isSecretToken)).toBe(true);
  });

  it.each(['', 'a'.repeat(42), 'a'.repeat(44), `${'a'.repeat(42)}=`, `${'a'.repeat(42)}'`])('is not %s', (text) =>
    expect(isSecretToken(text)).toBe(false),
  );

  it('is found by the same name tomorrow', () =>
    expect(secretTokenHash('a')).toBe('ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb'));
});
