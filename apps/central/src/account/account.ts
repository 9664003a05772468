import { get, request } from '../api/client.js';

/** What stands in for the user beside the password. */
export interface SecondFactors {
  readonly hasTotp: boolean;
  /** How many are left. */
  readonly recoveryCodes: number;
  readonly passkeys: readonly Passkey[];
}

export interface Passkey {
  readonly id: string;
  readonly name: string;
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
}

export interface OpenSession {
  readonly id: string;
  readonly isCurrent: boolean;
  readonly userAgent: string;
  readonly address: string;
  readonly createdAt: string;
  readonly lastSeenAt: string;
}

/** Somebody tried to sign in as the user, and could not. */
export interface FailedSignIn {
  readonly at: string;
  readonly address: string;
  readonly userAgent: string;
  readonly step: 'password' | 'second_factor';
}

/** Shown this once; none where the user has some already. */
export interface NewCodes {
  readonly recoveryCodes: readonly string[];
}

export interface TotpSecret {
  readonly secret: string;
  readonly uri: string;
}

/** What the user signs in with, once more. */
export interface Shown {
  readonly password: string;
  readonly totp?: string;
  readonly recoveryCode?: string;
  readonly passkey?: object;
}

const base = '/user';
const factors = `${base}/second-factors`;

export const readFactors = (signal: AbortSignal): Promise<SecondFactors> => get(factors, signal);
export const readSessions = async (signal: AbortSignal): Promise<readonly OpenSession[]> =>
  (await get<{ readonly data: readonly OpenSession[] }>(`${base}/sessions`, signal)).data;

export const readFailedSignIns = async (signal: AbortSignal): Promise<readonly FailedSignIn[]> =>
  (await get<{ readonly data: readonly FailedSignIn[] }>(`${base}/failed-sign-ins`, signal)).data;

const send = async <T>(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: object): Promise<T> =>
  (await request<T>(path, { method, ...(body === undefined ? {} : { body }) })).body;

export const beginTotp = (password: string): Promise<TotpSecret> => send('POST', `${factors}/totp`, { password });
export const confirmTotp = (code: string): Promise<NewCodes> => send('PUT', `${factors}/totp`, { code });
export const removeTotp = (password: string): Promise<void> => send('DELETE', `${factors}/totp`, { password });
export const renewCodes = (password: string): Promise<NewCodes> => send('POST', `${factors}/recovery-codes`, { password });
export const removePasskey = (id: string, password: string): Promise<void> =>
  send('DELETE', `${factors}/passkeys/${encodeURIComponent(id)}`, { password });
export const endSession = (id: string): Promise<void> => send('DELETE', `${base}/sessions/${id}`);
export const changePassword = (currentPassword: string, newPassword: string): Promise<void> =>
  send('PUT', `${base}/password`, { currentPassword, newPassword });

export const askForEmail = (email: string, shown: Shown): Promise<void> => send('PUT', `${base}/email`, { email, ...shown });
export const deleteAccount = (shown: Shown): Promise<void> => send('POST', `${base}/deletion`, shown);

/** Has the device make a passkey. */
export const addPasskey = async (name: string, password: string): Promise<NewCodes> => {
  const { startRegistration } = await import('@simplewebauthn/browser');
  type Options = Parameters<typeof startRegistration>[0]['optionsJSON'];
  const optionsJSON = await send<Options>('POST', `${factors}/passkeys/options`, { password });
  return send('POST', `${factors}/passkeys`, { name, response: await startRegistration({ optionsJSON }) });
};
