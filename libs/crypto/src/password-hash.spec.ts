import { hashPassword, isPassword, isPasswordHashOutdated } from './password-hash.js';

/** Made by another implementation (the reference one, `argon2 somesalt -id -t 2 -k 256 -p 1 -l 24`, of the password `password`). Source:
 *  phc-winner-argon2 test.c. */
const foreign = '$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4';

describe('a password’s hash', () => {
  it('is opened by its password alone, and never looks the same', async () => {
    const [first, second] = await Promise.all([hashPassword('correct horse battery'), hashPassword('correct horse battery')]);
    expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(first).not.toBe(second);
    expect(await isPassword('correct horse battery', first)).toBe(true);
    expect(await isPassword('correct horse batterz', first)).toBe(false);
  });

  it('of another program is understood', async () => {
    expect(await isPassword('password', foreign)).toBe(true);
    expect(await isPassword('passwort', foreign)).toBe(false);
  });

  it('that was made at another cost is to be made anew', async () => {
    expect(isPasswordHashOutdated(foreign)).toBe(true);
    expect(isPasswordHashOutdated(await hashPassword('x'))).toBe(false);
  });

  it('is the same from a keyboard that composes its accents and from one that does not', async () =>
    expect(await isPassword('cafe\u0301 au lait', await hashPassword('caf\u00e9 au lait'))).toBe(true));

  it.each([
    '',
    'password',
    '$argon2i$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4',
    foreign.replace('256', '9999999'),
  ])('is not %s, and saying so tells nothing of it', async (text) =>
    expect(isPassword('x', text)).rejects.toThrow(/^a password’s hash is a PHC string/),
  );
});
