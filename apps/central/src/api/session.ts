import { get, keepCsrfToken, request } from './client.js';
import { ApiProblem } from './problem.js';

export interface StoreOfUser {
  /** mer_… */
  readonly id: string;
  readonly name: string;
  /** IANA */
  readonly timeZone: string;
  readonly role: string;
  readonly rights: readonly string[];
}

export interface Session {
  readonly user: {
    readonly id: string;
    readonly email: string;
    readonly name: string;
    readonly language: string;
    readonly hasSecondFactor: boolean;
  };
  readonly stores: readonly StoreOfUser[];
  readonly csrfToken: string;
  /** RFC 3339 */
  readonly endsAt: string;
  readonly idleEndsAt: string;
  /** It has ended: the page that was open is kept, unseen, for who signs in again. */
  readonly isOver?: true;
}

export const sessionKey = ['session'] as const;

/** What is left of it when it has ended; nothing where there was none. */
export const endedSession = (session: Session | null | undefined): Session | null =>
  session === null || session === undefined ? null : { ...session, isOver: true };

/** Null where nobody is signed in. */
export const readSession = async (): Promise<Session | null> => {
  try {
    const session = await get<Session>('/session');
    keepCsrfToken(session.csrfToken);
    return session;
  } catch (error) {
    if (error instanceof ApiProblem && error.problem.status === 401) return null;
    throw error;
  }
};

export type SecondFactor = 'totp' | 'passkey' | 'recovery_code';
export type SignInStep =
  | { readonly step: 'done' }
  | { readonly step: 'second_factor'; readonly methods: readonly SecondFactor[] };

export const signIn = async (email: string, password: string): Promise<SignInStep> =>
  (await request<SignInStep>('/session', { method: 'POST', body: { email, password } })).body;

export const giveSecondFactor = async (
  factor: { readonly totp: string } | { readonly recoveryCode: string },
): Promise<SignInStep> => (await request<SignInStep>('/session/second-factor', { method: 'POST', body: factor })).body;

export const signOut = async (): Promise<void> => {
  await request('/session', { method: 'DELETE' });
};
