import { request } from '../api/client.js';
import type { SignInStep } from '../api/session.js';

/** Asks the device for a passkey; its answer. What does that is loaded when somebody has one. */
export const assertPasskey = async (): Promise<object> => {
  const { startAuthentication } = await import('@simplewebauthn/browser');
  type Options = Parameters<typeof startAuthentication>[0]['optionsJSON'];
  const { body: optionsJSON } = await request<Options>('/session/passkey/options', { method: 'POST', body: {} });
  return startAuthentication({ optionsJSON });
};

/** Signs in with a passkey. */
export const passkeyStep = async (): Promise<SignInStep> =>
  (await request<SignInStep>('/session/passkey', { method: 'POST', body: { response: await assertPasskey() } })).body;
