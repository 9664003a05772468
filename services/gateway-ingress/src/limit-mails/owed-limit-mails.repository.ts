import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@tollgate/errors';
import type { DueWork } from '@tollgate/postgres';
import { CLOCK } from '@tollgate/service';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../api-keys/api-keys.repository.js';
import { DUE_WORK } from '../operator-mails/due-work.js';
import { FIRST_LOOK_MS } from '../operator-mails/look-again.js';

export const LIMIT_MAIL = 'limit-mail';

/** What lies among the due work. */
export interface OwedLimitMail {
  readonly merchant: string;
  readonly mode: Caller['mode'];
  readonly area: string;
  /** uuid */
  readonly command: string;
}

/** The mails about changed limits of money. Owed before the change is in the log, which says what comes of it: whatever dies in between, no limit
 *  changes that its owners do not hear of. */
@Injectable()
export class OwedLimitMails {
  constructor(
    @Inject(DUE_WORK) private readonly dueWork: DueWork<EntityManager>,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async add(payload: OwedLimitMail): Promise<void> {
    const dueAt = new Date(this.clock.now().getTime() + FIRST_LOOK_MS);
    await this.dueWork.schedule({ kind: LIMIT_MAIL, key: payload.command, dueAt, payload, onExisting: 'keep' });
  }
}
