import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@tollgate/errors';
import type { DueWork } from '@tollgate/postgres';
import { CLOCK } from '@tollgate/service';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../api-keys/api-keys.repository.js';
import { DUE_WORK } from '../operator-mails/due-work.js';
import { FIRST_LOOK_MS } from '../operator-mails/look-again.js';
import type { ApprovalMatter } from './approval-news.js';

export const APPROVAL_MAIL = 'approval-mail';

/** What lies among the due work. */
export interface OwedApprovalMail {
  /** uuid */
  readonly order: string;
  readonly merchant: string;
  readonly mode: Caller['mode'];
  readonly matter: ApprovalMatter;
}

/** The mails about refunds that want a second person. Like their queue they are owed before the event is in the log, and the log says what comes of
 *  it: whatever dies in between, nothing waits that nobody is told of. */
@Injectable()
export class OwedApprovalMails {
  constructor(
    @Inject(DUE_WORK) private readonly dueWork: DueWork<EntityManager>,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** `command` (uuid) is what the event will name as its cause. */
  async add({ merchant, mode }: Caller, { order, command, matter }: NewApprovalMail): Promise<void> {
    const payload: OwedApprovalMail = { order, merchant, mode, matter };
    const dueAt = new Date(this.clock.now().getTime() + FIRST_LOOK_MS);
    await this.dueWork.schedule({ kind: APPROVAL_MAIL, key: command, dueAt, payload, onExisting: 'keep' });
  }
}

interface NewApprovalMail {
  readonly order: string;
  readonly command: string;
  readonly matter: ApprovalMatter;
}
