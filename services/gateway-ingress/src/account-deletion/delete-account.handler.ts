import { Injectable } from '@nestjs/common';
import { newEvent } from '@tollgate/contracts';
import { AccessRecord } from '../access-record/access-record.handler.js';
import { removeMember } from '../members/member-rules.js';
import { Members } from '../members/members.repository.js';
import { OwedNotices } from '../operator-mails/owed-notices.repository.js';
import { ConfirmPerson } from '../second-factors/confirm-person.handler.js';
import type { PersonConfirmation } from '../second-factors/second-factor.schema.js';
import type { SessionOwner } from '../sessions/session-owner.js';
import { Users } from '../users/users.repository.js';

/** Lets people delete their own account. */
@Injectable()
export class DeleteAccount {
  // biome-ignore lint/complexity/useMaxParams: what Nest injects
  constructor(
    private readonly confirmPerson: ConfirmPerson,
    private readonly users: Users,
    private readonly members: Members,
    private readonly notices: OwedNotices,
    private readonly record: AccessRecord,
  ) {}

  /** Each store tells that they work there no more; what they did stays recorded by their id. Throws what `ConfirmPerson` does, and DomainError
   *  `last_owner` where a store would be left without one. */
  async delete({ user, requestId }: SessionOwner, shown: PersonConfirmation): Promise<void> {
    const reader = await this.confirmPerson.of(user, shown);
    await this.record.change(requestId, async (manager) => {
      await this.users.lock(user, manager);
      const stores = (await this.users.membershipsOf(user, manager)).map(({ merchant }) => merchant).toSorted();
      for (const merchant of stores) removeMember(await this.members.lock(merchant, manager), { by: user, user });
      const { email, language } = reader;
      await this.notices.add({ user, change: 'account_deleted', reader: { email, language } }, manager);
      await this.users.remove(user, manager);
      return { result: undefined, user, stores, event: newEvent('UserRemoved', { user }) };
    });
  }
}
