import { Injectable } from '@nestjs/common';
import { type Attempted, Attempts } from '../attempts/attempts.repository.js';
import { ConfirmPassword } from '../users/confirm-password.handler.js';
import type { User } from '../users/users.repository.js';
import { refusal } from '../validation/field-error.js';
import { methodsOf } from './methods-of.js';
import { Passkeys } from './passkeys.handler.js';
import { RecoveryCodes } from './recovery-codes.repository.js';
import type { PersonConfirmation } from './second-factor.schema.js';
import { SecondFactors } from './second-factors.repository.js';
import { TotpSecrets } from './totp.repository.js';

/** Source: reliability S17. */
const LIMIT = { most: 10, minutes: 30 };

/** Tries of somebody's second factor, wherever it is asked for. Apart from those of the password, which whoever knows it, or reads the mailbox, sets
 *  back. */
export const factorTriesOf = (user: string): Attempted => ({ kind: 'factor', value: user, limit: LIMIT });

/** Asks for everything that somebody signs in with, once more, before something that cannot be taken back: the password, and a second factor where
 *  they have one. Source: OWASP ASVS 5 V7.5.1, V7.5.3. */
@Injectable()
export class ConfirmPerson {
  // biome-ignore lint/complexity/useMaxParams: what Nest injects
  constructor(
    private readonly password: ConfirmPassword,
    private readonly attempts: Attempts,
    private readonly factors: SecondFactors,
    private readonly totp: TotpSecrets,
    private readonly codes: RecoveryCodes,
    private readonly passkeys: Passkeys,
  ) {}

  /** The user who shows it. Throws DomainError `wrong_password`, `second_factor_missing`, `wrong_code`, and `too_many_attempts` after
   *  ten in a row. */
  async of(userId: string, shown: PersonConfirmation): Promise<User> {
    const user = await this.password.of(userId, shown.password);
    if (methodsOf(await this.factors.of(userId)).length === 0) return user;
    const tried = factorTriesOf(userId);
    if (!(await this.attempts.take(tried))) throw refusal('too_many_attempts');
    await this.checkFactor(userId, shown);
    await this.attempts.forget(tried);
    return user;
  }

  private async checkFactor(user: string, { totp, recoveryCode, passkey }: PersonConfirmation): Promise<void> {
    if (totp !== undefined) return orWrong(await this.totp.isRight(user, totp), '/totp');
    if (recoveryCode !== undefined) return orWrong(await this.codes.use(user, recoveryCode), '/recoveryCode');
    if (passkey === undefined) throw refusal('second_factor_missing');
    const signer = await this.passkeys.userOf(passkey).catch(() => undefined);
    orWrong(signer === user, '/passkey');
  }
}

const orWrong = (isRight: boolean, field: string): void => {
  if (!isRight) throw refusal('wrong_code', field);
};
