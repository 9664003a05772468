import { Inject, Injectable } from '@nestjs/common';
import { newEvent } from '@tollgate/contracts';
import { derivedId } from '@tollgate/crypto';
import type { Clock } from '@tollgate/errors';
import type { DueItem, DueWork, DueWorkHandler, Handled } from '@tollgate/postgres';
import { CLOCK } from '@tollgate/service';
import type { EntityManager } from 'typeorm';
import { AccessRecord, type Change } from '../access-record/access-record.handler.js';
import { normalEmail } from '../addresses/normal-email.js';
import { Attempts } from '../attempts/attempts.repository.js';
import { DUE_WORK } from '../operator-mails/due-work.js';
import { OperatorMails } from '../operator-mails/operator-mails.client.js';
import { OwedNotices } from '../operator-mails/owed-notices.repository.js';
import { PasswordResetLinks } from '../password-resets/password-resets.repository.js';
import { ConfirmPerson } from '../second-factors/confirm-person.handler.js';
import type { SessionOwner } from '../sessions/session-owner.js';
import { Sessions } from '../sessions/sessions.repository.js';
import { Users } from '../users/users.repository.js';
import { refusal } from '../validation/field-error.js';
import type { EmailChangeBody } from './email-change.schema.js';
import { EmailChanges } from './email-changes.repository.js';

/** Of an account, and to an address, within an hour. */
const MOST = { most: 5, minutes: 60, since: 'first' } as const;

/** Lets people be known by another e-mail address. It takes effect when the link to the new one is opened; the old one is told at once, and can stop
 *  it for three days, also after that. Asking does the same whether the new address is somebody's or not, and takes as long: who has it is looked up
 *  later, as due work. */
@Injectable()
export class ChangeEmail implements DueWorkHandler {
  readonly kind = 'email-change';

  // biome-ignore lint/complexity/useMaxParams: what Nest injects
  constructor(
    private readonly confirmPerson: ConfirmPerson,
    private readonly attempts: Attempts,
    private readonly changes: EmailChanges,
    private readonly users: Users,
    private readonly sessions: Sessions,
    private readonly resets: PasswordResetLinks,
    private readonly mails: OperatorMails,
    private readonly notices: OwedNotices,
    private readonly record: AccessRecord,
    @Inject(DUE_WORK) private readonly dueWork: DueWork<EntityManager>,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Throws what `ConfirmPerson` does, `same_address`, and `too_many_attempts` after five within an hour. */
  async ask({ user, session, requestId }: SessionOwner, { email, ...shown }: EmailChangeBody): Promise<void> {
    const { email: oldEmail } = await this.confirmPerson.of(user, shown);
    const newEmail = normalEmail(email);
    if (newEmail === oldEmail) throw refusal('same_address', '/email');
    for (const [kind, value] of [
      ['email change', user],
      ['email change to', newEmail],
    ] as const)
      if (!(await this.attempts.take({ kind, value, limit: MOST }))) throw refusal('too_many_attempts');
    await this.record.change(requestId, async (manager) => {
      const id = await this.changes.begin({ user, session, oldEmail, newEmail }, manager);
      await this.dueWork.schedule({ kind: this.kind, key: id, dueAt: this.clock.now() }, manager);
      return this.changed(user, 'email_change_asked', manager);
    });
  }

  /** Tells the old address, and the new one where it is nobody else's. */
  readonly handle = async ({ key: id }: DueItem): Promise<Handled> => {
    const change = await this.changes.findOpen(id);
    const user = change && (await this.users.find(change.user));
    if (change === undefined || user?.email !== change.oldEmail) return 'done';
    const { confirm, stop } = await this.changes.makeLinks(id);
    const { language, email } = user;
    const notice = {
      kind: 'email_change_notice',
      email,
      path: `email-change/stop/${stop}`,
      until: change.stopEndsAt.toISOString(),
    };
    await this.mails.send({ id, language, ...notice });
    if ((await this.users.findByEmail(change.newEmail)) !== undefined) return 'done';
    const question = {
      kind: 'email_change',
      email: change.newEmail,
      path: `email-change/${confirm}`,
      until: change.endsAt.toISOString(),
    };
    await this.mails.send({ id: derivedId('email change', id), language, ...question });
    return 'done';
  };

  /** Ends all sessions but the one that asked, and the links for a new password that lie in the old mailbox. Throws DomainError `not_found` for a
   *  link that is not good (any more), and `address_taken`. */
  async confirm(token: string, requestId: string): Promise<void> {
    await this.record.change(requestId, async (manager) => {
      const change = await this.changes.confirm(token, manager);
      const user = change && (await this.users.find(change.user, manager));
      if (change === undefined || user?.email !== change.oldEmail) throw refusal('not_found');
      await this.setEmail(user.id, change.newEmail, manager);
      await this.sessions.endOthers(user.id, change.session, manager);
      const reader = { email: change.oldEmail, language: user.language };
      await this.notices.add({ user: user.id, change: 'email_changed', reader }, manager);
      return this.changed(user.id, 'email_changed', manager);
    });
  }

  /** Nobody who has the old mailbox wants it: the address is, or is again, what it was, and all sessions end. Throws as `confirm` does. */
  async stop(token: string, requestId: string): Promise<void> {
    await this.record.change(requestId, async (manager) => {
      const change = await this.changes.stop(token, manager);
      if (change === undefined) throw refusal('not_found');
      await this.setEmail(change.user, change.oldEmail, manager);
      await this.sessions.endOthers(change.user, undefined, manager);
      await this.notices.add({ user: change.user, change: 'email_change_stopped' }, manager);
      return this.changed(change.user, 'email_change_stopped', manager);
    });
  }

  private async setEmail(user: string, email: string, manager: EntityManager): Promise<void> {
    if (!(await this.users.setEmail(user, email, manager))) throw refusal('address_taken');
    await this.resets.endAll(user, manager);
  }

  private async changed(user: string, change: string, manager: EntityManager): Promise<Change<void>> {
    const stores = (await this.users.membershipsOf(user, manager)).map(({ merchant }) => merchant);
    return { result: undefined, user, stores, event: newEvent('UserSecurityChanged', { user, change }) };
  }
}
