import { Inject, Injectable } from '@nestjs/common';
import { derivedId } from '@tollgate/crypto';
import { type OrderLog, settingsTarget } from '@tollgate/order-log';
import type { DueItem, DueWorkHandler, Handled } from '@tollgate/postgres';
import { ORDER_LOG } from '@tollgate/service';
import { ApprovalPeople } from '../approval-mails/approval-people.repository.js';
import { lookAgain } from '../operator-mails/look-again.js';
import { OperatorMails } from '../operator-mails/operator-mails.client.js';
import { changeOfLimits } from './change-of-limits.js';
import { LIMIT_MAIL, type OwedLimitMail } from './owed-limit-mails.repository.js';

const GOOD_FOR_MS = 72 * 3_600_000;

/** Writes to the owners of a store that its limits of money were changed, and by whom. Done again after a crash it asks for the same mails under the
 *  same ids, each of which goes out once. */
@Injectable()
export class LimitMails implements DueWorkHandler {
  readonly kind = LIMIT_MAIL;

  constructor(
    @Inject(ORDER_LOG) private readonly log: OrderLog,
    private readonly people: ApprovalPeople,
    private readonly mails: OperatorMails,
  ) {}

  readonly handle = async ({ payload, attempts }: DueItem): Promise<Handled> => {
    const { merchant, mode, area, command } = payload as OwedLimitMail;
    const { events } = await this.log.load(settingsTarget(merchant, mode));
    const changed = changeOfLimits(events, command);
    if (changed === undefined) return lookAgain(attempts);
    const limits = { at: changed.at, area, person: await this.people.nameOf(changed.by), mode };
    const until = new Date(Date.parse(changed.at) + GOOD_FOR_MS).toISOString();
    for (const { user, email, language, store } of await this.people.owners(merchant)) {
      const id = derivedId('limit mail', command, user);
      await this.mails.send({
        id,
        kind: 'limits_changed',
        email,
        language,
        path: `${merchant}/${mode}/settings/${area}`,
        until,
        store,
        limits,
      });
    }
    return 'done';
  };
}
