import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@tollgate/errors';
import type { DueItem, DueWorkHandler, Handled } from '@tollgate/postgres';
import { CLOCK } from '@tollgate/service';
import { OperatorMails } from '../operator-mails/operator-mails.client.js';
import { type Notice, OwedNotices, SECURITY_NOTICE } from '../operator-mails/owed-notices.repository.js';
import { Users } from '../users/users.repository.js';

/** A notice that is older tells nobody anything in time. */
const GOOD_FOR_MS = 72 * 3_600_000;

/** Tells people by mail that how they sign in was changed: whoever did not do it themselves learns of it so. Source: OWASP ASVS 5 V6.3.7. */
@Injectable()
export class SecurityNotices implements DueWorkHandler {
  readonly kind = SECURITY_NOTICE;

  // biome-ignore lint/complexity/useMaxParams: what Nest injects
  constructor(
    private readonly users: Users,
    private readonly mails: OperatorMails,
    private readonly notices: OwedNotices,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  readonly handle = async ({ key: id, payload }: DueItem): Promise<Handled> => {
    const notice = payload as Notice;
    const { user, change, at } = notice;
    const endsAt = new Date(Date.parse(at) + GOOD_FOR_MS);
    if (endsAt < this.clock.now()) return 'give_up';
    const reader = this.notices.readerOf(notice) ?? (await this.users.find(user));
    if (reader === undefined) return 'done';
    const { email, language } = reader;
    const until = endsAt.toISOString();
    const said = change === 'account_deleted' ? { kind: change, path: '' } : { kind: 'security_notice', path: 'account', change };
    await this.mails.send({ id, email, language, until, ...said });
    return 'done';
  };
}
