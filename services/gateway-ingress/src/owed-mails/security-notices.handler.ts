import { Injectable } from '@nestjs/common';
import type { DueItem, DueWorkHandler, Handled } from '@tollgate/postgres';
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
  ) {}

  readonly handle = async ({ key: id, dueAt, payload }: DueItem): Promise<Handled> => {
    const { user, change } = payload as Notice;
    const known = await this.users.find(user);
    if (known === undefined) return 'done';
    const { email, language } = known;
    const until = new Date(dueAt.getTime() + GOOD_FOR_MS).toISOString();
    await this.mails.send({ id, kind: 'security_notice', email, language, path: 'account', until, change });
    return 'done';
  };
}
