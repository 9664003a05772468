import { Injectable } from '@nestjs/common';
import { newEvent } from '@tollgate/contracts';
import { derivedId } from '@tollgate/crypto';
import { AccessRecord } from '../access-record/access-record.handler.js';
import { checkPassword } from '../users/check-password.js';
import type { Language } from '../users/languages.data.js';
import { Passwords } from '../users/passwords.handler.js';
import { Users } from '../users/users.repository.js';
import { refusal, refuseIfAny } from '../validation/field-error.js';
import { type Invitation, Invitations } from './invitations.repository.js';
import { type AccountParts, missingParts } from './missing-parts.js';

/** An invitation as whoever has its link sees it. */
export interface ShownInvitation {
  readonly store: string;
  readonly email: string;
  readonly role: string;
  /** Nothing more is asked then. */
  readonly hasAccount: boolean;
}

/** Answers invitations. Whoever has the link reads the mailbox: that is who was asked. */
@Injectable()
export class AnswerInvitation {
  // biome-ignore lint/complexity/useMaxParams: what Nest injects
  constructor(
    private readonly invitations: Invitations,
    private readonly users: Users,
    private readonly passwords: Passwords,
    private readonly record: AccessRecord,
  ) {}

  /** Throws DomainError `not_found` for a link that is not good (any more). */
  async show(token: string): Promise<ShownInvitation> {
    const { store, email, role } = await this.find(token);
    return { store, email, role, hasAccount: (await this.users.findByEmail(email)) !== undefined };
  }

  /** Makes an account where there is none, and lets it into the store. A role that somebody has there already stays. Throws DomainError
   *  `not_found`, and `FieldErrors` for what a new account lacks. */
  async accept(token: string, parts: AccountParts, requestId: string): Promise<void> {
    const invitation = await this.find(token);
    const known = await this.users.findByEmail(invitation.email);
    const account = known === undefined ? await this.newAccount(invitation, parts) : undefined;
    await this.record.change(requestId, async (manager) => {
      if (!(await this.invitations.use(token, manager))) throw refusal('not_found');
      const user = known?.id ?? (account && (await this.users.create(account, manager)));
      // Somebody made an account under the address a moment ago: the same link, shown again, finds it.
      if (user === undefined) throw refusal('still_running');
      const role = await this.users.join(user, invitation, manager);
      const event = newEvent('UserJoined', { user, role, invitation: invitation.id });
      return { result: undefined, user, stores: [invitation.merchant], event, once: invitation.id };
    });
  }

  private async find(token: string): Promise<Invitation> {
    const found = await this.invitations.findByToken(token);
    if (found === undefined) throw refusal('not_found');
    return found;
  }

  private async newAccount({ id, email, store }: Invitation, parts: AccountParts) {
    refuseIfAny(missingParts(parts));
    const { name = '', password = '', language = 'en' } = parts;
    refuseIfAny(checkPassword(password, { email, name, stores: [store] }));
    // The same when it is tried again after a commit that failed: the log names them already.
    const user = derivedId('user', id);
    return { id: user, email, name, language: language as Language, passwordHash: await this.passwords.hash(password) };
  }
}
