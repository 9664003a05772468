import { request } from '../api/client.js';
import type { SignInStep } from '../api/session.js';

/** Asks the device for a passkey and hands its answer in. What does that is loaded when somebody has one. */
export const passkeyStep = async (): Promise<SignInStep> => {
  const { startAuthentication } = await import('@simplewebauthn/browser');
  type Options = Parameters<typeof startAuthentication>[0]['optionsJSON'];
  const { body: optionsJSON } = await request<Options>('/session/passkey/options', { method: 'POST', body: {} });
  const response = await startAuthentication({ optionsJSON });
  return (await request<SignInStep>('/session/passkey', { method: 'POST', body: { response } })).body;
};
