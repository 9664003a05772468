import { isSecretToken, secretTokenHash } from '@tollgate/crypto';

/** The prefix keeps the cookie to this host and path, and to TLS. Source: RFC 6265bis §4.1.3.2. */
const NAME = '__Host-tollgate-session';
/** Not sent where another site's page leads here, not even by a link. Without an age: it goes with the browser. */
const ATTRIBUTES = 'Path=/; HttpOnly; Secure; SameSite=Strict';

/** The token in a request's cookies; empty where there is none that may be one. */
export const sessionTokenIn = (cookies: string | undefined): string => {
  const found = (cookies ?? '')
    .split(';')
    .map((cookie) => cookie.trim())
    .find((cookie) => cookie.startsWith(`${NAME}=`));
  const token = found?.slice(NAME.length + 1) ?? '';
  return isSecretToken(token) ? token : '';
};

/** Has the browser keep the token: the value of `set-cookie`. */
export const sessionCookie = (token: string): string => `${NAME}=${token}; ${ATTRIBUTES}`;

/** Has the browser forget it. */
export const noSessionCookie = `${NAME}=; ${ATTRIBUTES}; Max-Age=0`;

/** What a page of ours shows with each command, and another site's cannot know (S15). Made of the token, from which it cannot be turned back. */
export const csrfTokenOf = (token: string): string => secretTokenHash(`csrf ${token}`);
