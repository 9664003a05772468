import { csrfTokenOf, noSessionCookie, sessionCookie, sessionTokenIn } from './session-cookie.js';

const token = 'a'.repeat(43);

describe('S15: the cookie of a session', () => {
  it('is kept from scripts, from other hosts and from what other sites send', () => {
    expect(sessionCookie(token)).toBe(`__Host-tollgate-session=${token}; Path=/; HttpOnly; Secure; SameSite=Strict`);
    expect(noSessionCookie).toMatch(/^__Host-tollgate-session=; .*Max-Age=0$/);
  });

  it.each([
    [`__Host-tollgate-session=${token}`, token],
    [`theme=dark; __Host-tollgate-session=${token}; a=b`, token],
    [`tollgate-session=${token}`, ''],
    [`x__Host-tollgate-session=${token}`, ''],
    ['__Host-tollgate-session=short', ''],
    [`__Host-tollgate-session="${token}"`, ''],
    [undefined, ''],
  ])('is found in %s', (cookies, found) => expect(sessionTokenIn(cookies)).toBe(found));

  it('gives a CSRF token that is its own and tells nothing of it', () => {
    expect(csrfTokenOf(token)).toMatch(/^[0-9a-f]{64}$/);
    expect(csrfTokenOf(token)).not.toBe(csrfTokenOf('b'.repeat(43)));
  });
});
