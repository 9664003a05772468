import { Inject, Injectable } from '@nestjs/common';
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { CONFIG } from '@tollgate/service';
import type { Config } from '../config.js';
import type { User } from '../users/users.repository.js';
import { refusal } from '../validation/field-error.js';
import { type Assertion, challengeIn, type Registration } from './passkey.schema.js';
import { type Passkey, PasskeysRepository } from './passkeys.repository.js';

const NAME = 'Tollgate Central';

/** Passkeys: a device signs a challenge of ours once its user has shown it a finger, a face or a PIN. That is two factors at once. Source: Web
 *  Authentication Level 3. */
@Injectable()
export class Passkeys {
  private readonly origin: string;
  /** The host they belong to: no other one can ask for them. */
  private readonly rpId: string;

  constructor(
    private readonly passkeys: PasskeysRepository,
    @Inject(CONFIG) config: Config,
  ) {
    const { origin, hostname } = new URL(config.TOLLGATE_CENTRAL_URL);
    this.origin = origin;
    this.rpId = hostname;
  }

  /** What the browser is asked for a new one; the user's own devices are left out. */
  async creationOptions({ id, email, name }: User): Promise<object> {
    const known = await this.passkeys.list(id);
    const options = await generateRegistrationOptions({
      rpName: NAME,
      rpID: this.rpId,
      userName: email,
      userDisplayName: name,
      userID: new Uint8Array(Buffer.from(id.replaceAll('-', ''), 'hex')),
      attestationType: 'none',
      excludeCredentials: known.map((one) => ({ id: one.id })),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
    await this.passkeys.keepChallenge(options.challenge, id);
    return options;
  }

  /** The new passkey of what the browser made. Throws DomainError `passkey_invalid`. */
  async created(user: string, response: Registration): Promise<Passkey> {
    const challenge = challengeIn(response.response.clientDataJSON);
    if (!(await this.passkeys.takeChallenge(challenge, user))) throw refusal('passkey_invalid');
    const { registrationInfo } = await orRefused(() =>
      verifyRegistrationResponse({
        response: response as Parameters<typeof verifyRegistrationResponse>[0]['response'],
        expectedChallenge: challenge,
        expectedOrigin: this.origin,
        expectedRPID: this.rpId,
        requireUserVerification: true,
      }),
    );
    if (registrationInfo === undefined) throw refusal('passkey_invalid');
    const { id, publicKey, counter, transports = [] } = registrationInfo.credential;
    return { id, user, publicKey: Buffer.from(publicKey), counter, transports };
  }

  /** What the browser of whoever signs in is asked for; which account it is the device knows. */
  async requestOptions(): Promise<object> {
    const options = await generateAuthenticationOptions({ rpID: this.rpId, userVerification: 'required' });
    await this.passkeys.keepChallenge(options.challenge, null);
    return options;
  }

  /** Whose passkey signed (uuid). Throws DomainError `passkey_invalid`. */
  async userOf(response: Assertion): Promise<string> {
    const challenge = challengeIn(response.response.clientDataJSON);
    if (!(await this.passkeys.takeChallenge(challenge, null))) throw refusal('passkey_invalid');
    const known = await this.passkeys.find(response.id);
    if (known === undefined) throw refusal('passkey_invalid');
    const { id, publicKey, counter } = known;
    const { verified, authenticationInfo } = await orRefused(() =>
      verifyAuthenticationResponse({
        response: response as Parameters<typeof verifyAuthenticationResponse>[0]['response'],
        expectedChallenge: challenge,
        expectedOrigin: this.origin,
        expectedRPID: this.rpId,
        credential: { id, publicKey: new Uint8Array(publicKey), counter },
        requireUserVerification: true,
      }),
    );
    if (!verified || !(await this.passkeys.noteUse(id, authenticationInfo.newCounter))) throw refusal('passkey_invalid');
    return known.user;
  }
}

/** The library says no by throwing, whatever is wrong: it asks nobody but itself. */
const orRefused = async <T>(verify: () => Promise<T>): Promise<T> => {
  try {
    return await verify();
  } catch {
    throw refusal('passkey_invalid');
  }
};
