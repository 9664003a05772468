import { Inject, Injectable } from '@nestjs/common';
import { toPublicId } from '@tollgate/contracts';
import { derivedId } from '@tollgate/crypto';
import type { Clock } from '@tollgate/errors';
import { fold, type RefundApproval } from '@tollgate/order';
import { crashPoint, type OrderLog } from '@tollgate/order-log';
import type { DueItem, DueWorkHandler, Handled } from '@tollgate/postgres';
import { CLOCK, ORDER_LOG } from '@tollgate/service';
import { lookAgain } from '../operator-mails/look-again.js';
import { OperatorMails } from '../operator-mails/operator-mails.client.js';
import { approvalFacts, approvalNews } from './approval-news.js';
import { ApprovalPeople } from './approval-people.repository.js';
import { APPROVAL_MAIL, type OwedApprovalMail } from './owed-approval-mails.repository.js';

/** Writes to those who may approve a refund that it waits, and to who asked for it what was decided. Done again after a crash it asks for the same
 *  mails under the same ids, each of which goes out once. */
@Injectable()
export class ApprovalMails implements DueWorkHandler {
  readonly kind = APPROVAL_MAIL;

  // biome-ignore lint/complexity/useMaxParams: what Nest injects
  constructor(
    @Inject(ORDER_LOG) private readonly log: OrderLog,
    private readonly people: ApprovalPeople,
    private readonly mails: OperatorMails,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  readonly handle = async ({ payload, attempts }: DueItem): Promise<Handled> => {
    const owed = payload as OwedApprovalMail;
    const news = approvalNews(fold(await this.log.read(owed.order)), owed.matter, this.clock.now());
    if (news === 'not_yet') return lookAgain(attempts);
    if (news !== undefined) await this.tell(owed, news);
    return 'done';
  };

  private async tell({ order, merchant, mode, matter }: OwedApprovalMail, approval: RefundApproval): Promise<void> {
    const { kind, id, at, until, by, decision } = approvalFacts(approval, matter.about);
    const isAsked = matter.about === 'asked';
    const people = await (isAsked ? this.people.approvers : this.people.asker).call(this.people, merchant, approval.by);
    const person = await this.people.nameOf(by);
    const publicId = toPublicId('ord', order);
    const path = `${merchant}/${mode}/${isAsked ? 'approvals' : `orders/${publicId}`}`;
    const told = { at, amount: approval.asked.amount, order: publicId, person, decision, mode };
    for (const { user, email, language, store } of people) {
      const mail = derivedId('approval mail', kind, id, user);
      await this.mails.send({ id: mail, kind, email, language, path, until, store, approval: told });
      crashPoint('approval-mail:after-one');
    }
  }
}
