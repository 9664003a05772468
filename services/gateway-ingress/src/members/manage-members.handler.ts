import { Inject, Injectable } from '@nestjs/common';
import { newEvent } from '@tollgate/contracts';
import { type Clock, invariant } from '@tollgate/errors';
import type { DueWork } from '@tollgate/postgres';
import { CLOCK } from '@tollgate/service';
import type { EntityManager } from 'typeorm';
import { AccessRecord } from '../access-record/access-record.handler.js';
import { normalEmail } from '../addresses/normal-email.js';
import { Attempts } from '../attempts/attempts.repository.js';
import type { Attempt } from '../http/caller.js';
import { IdempotencyRepository } from '../idempotency/idempotency.repository.js';
import { INVITATION } from '../invitations/invitation-mails.handler.js';
import { type Invitation, Invitations } from '../invitations/invitations.repository.js';
import { DUE_WORK } from '../operator-mails/due-work.js';
import type { Role } from '../roles/roles.data.js';
import { refusal } from '../validation/field-error.js';
import { changeRole, checkInvitation, refuseIfFull, removeMember } from './member-rules.js';
import { Members } from './members.repository.js';

/** Somebody who decides about the people of a store. */
export interface StoreActor {
  /** `mer_…` */
  readonly merchant: string;
  /** uuid */
  readonly by: string;
  readonly requestId: string;
}

/** Mails of a store within an hour, and to an address, whichever stores ask for them. */
const STORE_LIMIT = { most: 30, minutes: 60, since: 'first' } as const;
const ADDRESS_LIMIT = { most: 5, minutes: 60, since: 'first' } as const;

/** Who works for a store, decided by those who may. */
@Injectable()
export class ManageMembers {
  // biome-ignore lint/complexity/useMaxParams: what Nest injects
  constructor(
    private readonly members: Members,
    private readonly invitations: Invitations,
    private readonly attempts: Attempts,
    private readonly record: AccessRecord,
    private readonly idempotency: IdempotencyRepository,
    @Inject(DUE_WORK) private readonly dueWork: DueWork<EntityManager>,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Invites somebody by mail; the link that they had before is void. Throws DomainError `not_allowed`, also where who invited them before gave what
   *  this one may not give, `already_member`, `too_many_invitations`, and `too_many_attempts`. Undefined where the request came before, and its
   *  invitation is there no more. */
  async invite(
    actor: StoreActor,
    { email, role }: { readonly email: string; readonly role: Role },
    attempt: Attempt,
  ): Promise<Invitation | undefined> {
    const { merchant, by, requestId } = actor;
    if (attempt.found !== undefined) return this.invitations.find(attempt.found.answer ?? '');
    const address = normalEmail(email);
    await this.count(merchant, address);
    return this.record.change(requestId, async (manager) => {
      const members = await this.members.lock(merchant, manager);
      checkInvitation(members, by, role);
      const before = await this.invitations.findFor(merchant, address, manager);
      if (before === undefined) refuseIfFull(await this.invitations.count(merchant, manager));
      else checkInvitation(members, by, before.role);
      if (await this.members.has(merchant, address, manager)) throw refusal('already_member', '/email');
      const id = await this.invitations.make({ merchant, email: address, role, invitedBy: by }, manager);
      await this.dueWork.schedule({ kind: INVITATION, key: id, dueAt: this.clock.now() }, manager);
      await this.idempotency.keep(attempt, { answer: id });
      const result = await this.invitations.find(id, manager);
      invariant(result !== undefined, 'an invitation that was made is there');
      return { result, user: by, stores: [merchant], event: newEvent('UserInvited', { invitation: id, role }) };
    });
  }

  /** Throws DomainError `not_found`, and `not_allowed` for one to a role that whoever wants it may not give. */
  async withdraw({ merchant, by, requestId }: StoreActor, invitation: string): Promise<void> {
    await this.record.change(requestId, async (manager) => {
      const members = await this.members.lock(merchant, manager);
      const found = await this.invitations.find(invitation, manager);
      if (found?.merchant !== merchant) throw refusal('not_found');
      checkInvitation(members, by, found.role);
      if (!(await this.invitations.withdraw(merchant, invitation, manager))) throw refusal('not_found');
      return {
        result: undefined,
        user: by,
        stores: [merchant],
        event: newEvent('InvitationWithdrawn', { invitation }),
        once: invitation,
      };
    });
  }

  /** Throws what `changeRole` does. Who is another thing now has invited nobody. */
  async changeRole({ merchant, by, requestId }: StoreActor, user: string, role: Role): Promise<void> {
    await this.record.change(requestId, async (manager) => {
      const event = changeRole(await this.members.lock(merchant, manager), { by, user }, role);
      if (event !== undefined) {
        await this.members.setRole(merchant, { user, role }, manager);
        await this.invitations.withdrawAllBy(user, merchant, manager);
      }
      return { result: undefined, user: by, stores: [merchant], event };
    });
  }

  /** Throws what `removeMember` does. Gone at the next request, on every replica; so are the invitations that they sent. */
  async remove({ merchant, by, requestId }: StoreActor, user: string): Promise<void> {
    await this.record.change(requestId, async (manager) => {
      const event = removeMember(await this.members.lock(merchant, manager), { by, user });
      await this.members.remove(merchant, user, manager);
      await this.invitations.withdrawAllBy(user, merchant, manager);
      return { result: undefined, user: by, stores: [merchant], event };
    });
  }

  private async count(store: string, address: string): Promise<void> {
    for (const attempted of [
      { kind: 'invitation of', value: store, limit: STORE_LIMIT },
      { kind: 'invitation to', value: address, limit: ADDRESS_LIMIT },
    ])
      if (!(await this.attempts.take(attempted))) throw refusal('too_many_attempts');
  }
}
