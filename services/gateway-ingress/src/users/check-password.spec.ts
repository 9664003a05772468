import { checkPassword } from './check-password.js';

const names = { email: 'ann.buyer@example.com', name: 'Ann Buyer', stores: ['The Corner Bookshop'] };
const codesOf = (password: string) => checkPassword(password, names).map(({ code }) => code);

describe('S17: a password', () => {
  it.each(['correct horse battery', 'ünïcödé pässwörter', 'パスワードは長いほど良いです', 'x7#kQ!z9pL2w'])(
    'may be %s',
    (password) => expect(codesOf(password)).toEqual([]),
  );

  it.each(['short', 'elevenchars', '日本語の短い'])('of fewer than twelve characters, %s, is refused', (password) =>
    expect(codesOf(password)).toEqual(['too_short']),
  );

  it('of more than 200 characters is refused before it costs anything', () =>
    expect(codesOf('ab1'.repeat(67))).toEqual(['too_long']));

  it.each([
    'Password2026',
    'p a s s w o r d 1 2 3',
    'Passwordpassword',
    'aaaaaaaaaaaaaaaa',
    '121212121212',
    '123456789012',
    'qwertyuiopas',
    'Tollgate-Central-1',
    'ann.buyer@example.com',
    'Ann.Buyer.2026',
    'TheCornerBookshop!',
    'changeme!!!!2026',
  ])('that is guessed first, %s, is refused', (password) => expect(codesOf(password)).toEqual(['password_too_common']));

  it('is refused at its place', () =>
    expect(checkPassword('x', names, '/new')).toMatchObject([{ field: '/new', parameters: { least: 12 } }]));
});
