import { Inject, Injectable } from '@nestjs/common';
import { newId } from '@tollgate/crypto';
import type { Clock } from '@tollgate/errors';
import type { DueWork } from '@tollgate/postgres';
import { CLOCK } from '@tollgate/service';
import type { EntityManager } from 'typeorm';
import { DUE_WORK } from './due-work.js';

export const SECURITY_NOTICE = 'security-notice';

/** Something about how somebody signs in was changed. */
export interface Notice {
  /** uuid */
  readonly user: string;
  /** As `UserSecurityChanged` says it. */
  readonly change: string;
  /** RFC 3339: when that was. */
  readonly at: string;
}

/** The notices that people are to get. */
@Injectable()
export class OwedNotices {
  constructor(
    @Inject(DUE_WORK) private readonly dueWork: DueWork<EntityManager>,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Within the transaction of the change: it is told if and only if it took place. */
  async add(what: Omit<Notice, 'at'>, manager: EntityManager): Promise<void> {
    const dueAt = this.clock.now();
    const payload: Notice = { ...what, at: dueAt.toISOString() };
    await this.dueWork.schedule({ kind: SECURITY_NOTICE, key: newId(), dueAt, payload }, manager);
  }
}
