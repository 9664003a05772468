import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@tollgate/errors';
import type { DueItem, DueWorkHandler, Handled } from '@tollgate/postgres';
import { CLOCK } from '@tollgate/service';
import { OperatorMails } from '../operator-mails/operator-mails.client.js';
import { type Notice, SECURITY_NOTICE } from '../operator-mails/owed-notices.repository.js';
import { Users } from '../users/users.repository.js';

/** A notice that is older tells nobody anything in time. */
const GOOD_FOR_MS = 72 * 3_600_000;

/** Tells people by mail that how they sign in was changed: whoever did not do it themselves learns of it so. Source: OWASP ASVS 5 V6.3.7. */
@Injectable()
export class SecurityNotices implements DueWorkHandler {
  readonly kind = SECURITY_NOTICE;

  constructor(
    private readonly users: Users,
    private readonly mails: OperatorMails,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  readonly handle = async ({ key: id, payload }: DueItem): Promise<Handled> => {
    const { user, change, at } = payload as Notice;
    const endsAt = new Date(Date.parse(at) + GOOD_FOR_MS);
    if (endsAt < this.clock.now()) return 'give_up';
    const known = await this.users.find(user);
    if (known === undefined) return 'done';
    const { email, language } = known;
    const until = endsAt.toISOString();
    await this.mails.send({ id, kind: 'security_notice', email, language, path: 'account', until, change });
    return 'done';
  };
}
