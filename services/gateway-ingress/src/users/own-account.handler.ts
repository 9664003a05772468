import { Injectable } from '@nestjs/common';
import { newEvent } from '@tollgate/contracts';
import type { EntityManager } from 'typeorm';
import { AccessRecord } from '../access-record/access-record.handler.js';
import { OwedNotices } from '../operator-mails/owed-notices.repository.js';
import type { SessionOwner } from '../sessions/session-owner.js';
import { Sessions } from '../sessions/sessions.repository.js';
import { refusal, refuseIfAny } from '../validation/field-error.js';
import { checkPassword } from './check-password.js';
import { ConfirmPassword } from './confirm-password.handler.js';
import { Passwords } from './passwords.handler.js';
import { Users } from './users.repository.js';

/** What people do with their own account. */
@Injectable()
export class OwnAccount {
  // biome-ignore lint/complexity/useMaxParams: what Nest injects
  constructor(
    private readonly users: Users,
    private readonly confirm: ConfirmPassword,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
    private readonly record: AccessRecord,
    private readonly notices: OwedNotices,
  ) {}

  /** Ends all other sessions, and what waits for a link of a mail: whoever learned the old password has nothing of it any more. Throws DomainError
   *  `wrong_password`, and those of `checkPassword`. */
  async changePassword(owner: SessionOwner, current: string, wanted: string): Promise<void> {
    const { email, name } = await this.confirm.of(owner.user, current, '/currentPassword');
    const stores = (await this.users.membershipsOf(owner.user)).map(({ store }) => store);
    refuseIfAny(checkPassword(wanted, { email, name, stores }, '/newPassword'));
    const passwordHash = await this.passwords.hash(wanted);
    await this.changed(owner, 'password_changed', async (manager) => {
      await this.users.setPassword(owner.user, passwordHash, manager);
      await this.sessions.endOthers(owner.user, owner.session, manager);
      await this.notices.add({ user: owner.user, change: 'password_changed' }, manager);
    });
  }

  /** Throws DomainError `not_found` where the user has no such session. */
  async endSession(owner: SessionOwner, session: string): Promise<void> {
    await this.changed(owner, 'session_ended', async (manager) => {
      if (!(await this.sessions.end(owner.user, session, manager))) throw refusal('not_found');
    });
  }

  private changed(owner: SessionOwner, change: string, work: (manager: EntityManager) => Promise<void>): Promise<void> {
    const { user } = owner;
    return this.record.change(owner.requestId, async (manager) => {
      await work(manager);
      const stores = (await this.users.membershipsOf(user, manager)).map(({ merchant }) => merchant);
      return { result: undefined, user, stores, event: newEvent('UserSecurityChanged', { user, change }) };
    });
  }
}
