import { request } from '../api/client.js';
import type { SignInStep } from '../api/session.js';

/** Asks the device for its passkey and hands the answer in. Loaded when somebody has one. */
export const passkeyStep = async (): Promise<SignInStep> => {
  const { startAuthentication } = await import('@simplewebauthn/browser');
  type Options = Parameters<typeof startAuthentication>[0]['optionsJSON'];
  const { body: optionsJSON } = await request<Options>('/session/passkey/challenge', { method: 'POST', body: {} });
  const passkey = await startAuthentication({ optionsJSON });
  return (await request<SignInStep>('/session/second-factor', { method: 'POST', body: { passkey } })).body;
};
