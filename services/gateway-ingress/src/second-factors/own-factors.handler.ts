import { Injectable } from '@nestjs/common';
import { newEvent } from '@tollgate/contracts';
import type { EntityManager } from 'typeorm';
import { AccessRecord } from '../access-record/access-record.handler.js';
import { OwedNotices } from '../operator-mails/owed-notices.repository.js';
import type { SessionOwner } from '../sessions/session-owner.js';
import { Sessions } from '../sessions/sessions.repository.js';
import { ConfirmPassword } from '../users/confirm-password.handler.js';
import { type User, Users } from '../users/users.repository.js';
import { refusal } from '../validation/field-error.js';
import { methodsOf } from './methods-of.js';
import type { Registration } from './passkey.schema.js';
import { Passkeys } from './passkeys.handler.js';
import { PasskeysRepository } from './passkeys.repository.js';
import { RecoveryCodes } from './recovery-codes.repository.js';
import { type OwnFactors as Factors, SecondFactors } from './second-factors.repository.js';
import { TotpSecrets } from './totp.repository.js';

/** What comes of a new factor: a session that has shown it, under another cookie, and recovery codes where there were none. */
export interface AddedFactor {
  readonly token: string;
  readonly recoveryCodes: readonly string[];
}

/** What people show beside their password: set up, and taken away. Whatever is changed wants the password once more, or the factor itself; and where
 *  there is a factor, a session that has shown one: whoever stole the password gets no further than test mode. */
@Injectable()
export class OwnFactors {
  // biome-ignore lint/complexity/useMaxParams: what Nest injects
  constructor(
    private readonly users: Users,
    private readonly confirm: ConfirmPassword,
    private readonly sessions: Sessions,
    private readonly record: AccessRecord,
    private readonly notices: OwedNotices,
    private readonly factors: SecondFactors,
    private readonly totp: TotpSecrets,
    private readonly codes: RecoveryCodes,
    private readonly passkeys: Passkeys,
    private readonly ownPasskeys: PasskeysRepository,
  ) {}

  /** The e-mail address and the secret of a new authenticator app. Throws DomainError `second_factor_required`, `wrong_password`, `totp_present`. */
  async beginTotp(owner: SessionOwner, password: string): Promise<{ readonly email: string; readonly secret: string }> {
    const { email } = await this.confirmed(owner, password);
    const secret = await this.totp.begin(owner.user);
    if (secret === undefined) throw refusal('totp_present');
    return { email, secret };
  }

  /** Throws DomainError `second_factor_required`, and `wrong_code` where this is no code of the app that was begun. */
  async confirmTotp(owner: SessionOwner, code: string): Promise<AddedFactor> {
    return this.added(owner, 'totp_added', async (manager) => {
      if (!(await this.totp.confirm(owner.user, code, manager))) throw refusal('wrong_code', '/code');
    });
  }

  /** Throws DomainError `second_factor_required`, `wrong_password`, and `not_found` where there is none. */
  async removeTotp(owner: SessionOwner, password: string): Promise<void> {
    await this.confirmed(owner, password);
    await this.removed(owner, 'totp_removed', (manager) => this.totp.remove(owner.user, manager));
  }

  /** Ten new recovery codes. Throws DomainError `second_factor_required`, `wrong_password`. */
  async renewCodes(owner: SessionOwner, password: string): Promise<readonly string[]> {
    await this.confirmed(owner, password);
    return this.changed(owner, 'recovery_codes_renewed', (manager) => this.codes.renew(owner.user, manager));
  }

  /** What the browser is asked for a new passkey. Throws DomainError `second_factor_required`, `wrong_password`. */
  async beginPasskey(owner: SessionOwner, password: string): Promise<object> {
    return this.passkeys.creationOptions(await this.confirmed(owner, password));
  }

  /** Throws DomainError `second_factor_required`, `passkey_invalid`, and `passkey_known` for a device that has one already. */
  async addPasskey(owner: SessionOwner, name: string, response: Registration): Promise<AddedFactor> {
    const passkey = await this.passkeys.created(owner.user, response);
    return this.added(owner, 'passkey_added', async (manager) => {
      if (!(await this.ownPasskeys.add(passkey, name, manager))) throw refusal('passkey_known');
    });
  }

  /** Throws DomainError `second_factor_required`, `wrong_password`, and `not_found` where the user has no such passkey. */
  async removePasskey(owner: SessionOwner, id: string, password: string): Promise<void> {
    await this.confirmed(owner, password);
    await this.removed(owner, 'passkey_removed', (manager) => this.ownPasskeys.remove(owner.user, id, manager));
  }

  private async confirmed(owner: SessionOwner, password: string): Promise<User> {
    checkShown(owner, await this.factors.of(owner.user));
    return this.confirm.of(owner.user, password);
  }

  /** With the first factor end the other sessions, which have shown none. */
  private async added(owner: SessionOwner, change: string, add: (manager: EntityManager) => Promise<void>): Promise<AddedFactor> {
    const { user, client } = owner;
    const recoveryCodes = await this.changed(owner, change, async (manager) => {
      // Of two who add their first at once, the second one shows it first.
      await this.users.lock(user, manager);
      const own = await this.factors.of(user, manager);
      checkShown(owner, own);
      await add(manager);
      if (methodsOf(own).length === 0) await this.sessions.endOthers(user, owner.session, manager);
      return own.recoveryCodes > 0 ? [] : this.codes.renew(user, manager);
    });
    const { token } = await this.sessions.begin({ user, isPending: false, hasSecondFactor: true, client }, owner.token);
    return { token, recoveryCodes };
  }

  /** With the last factor go the recovery codes, and what sessions have shown. */
  private removed(owner: SessionOwner, change: string, remove: (manager: EntityManager) => Promise<boolean>): Promise<void> {
    const { user } = owner;
    return this.changed(owner, change, async (manager) => {
      if (!(await remove(manager))) throw refusal('not_found');
      if (methodsOf(await this.factors.of(user, manager)).length > 0) return;
      await this.codes.removeAll(user, manager);
      await this.sessions.lowerAll(user, manager);
    });
  }

  private changed<T>(owner: SessionOwner, change: string, work: (manager: EntityManager) => Promise<T>): Promise<T> {
    const { user } = owner;
    return this.record.change(owner.requestId, async (manager) => {
      const result = await work(manager);
      await this.notices.add({ user, change }, manager);
      const stores = (await this.users.membershipsOf(user, manager)).map(({ merchant }) => merchant);
      return { result, user, stores, event: newEvent('UserSecurityChanged', { user, change }) };
    });
  }
}

const checkShown = ({ hasSecondFactor }: SessionOwner, own: Factors): void => {
  if (!hasSecondFactor && methodsOf(own).length > 0) throw refusal('second_factor_required');
};
