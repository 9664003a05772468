import type { KeyObject } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { keyFromFile, newId, seal, unseal } from '@tollgate/crypto';
import type { Clock } from '@tollgate/errors';
import type { DueWork } from '@tollgate/postgres';
import { CLOCK, CONFIG } from '@tollgate/service';
import type { EntityManager } from 'typeorm';
import type { Config } from '../config.js';
import type { Language } from '../users/languages.data.js';
import { DUE_WORK } from './due-work.js';

export const SECURITY_NOTICE = 'security-notice';

/** Something about how somebody signs in was changed. */
export interface Notice {
  /** uuid */
  readonly user: string;
  /** As `UserSecurityChanged` says it; `account_deleted`, too. */
  readonly change: string;
  /** RFC 3339: when that was. */
  readonly at: string;
  /** Whom it is for, sealed (Base64), where that is no address of the user's any more. */
  readonly sealed?: string;
}

/** Who is written to. */
export interface NoticeReader {
  readonly email: string;
  readonly language: Language;
}

const contextOf = (user: string): string => `security notice ${user}`;

/** The notices that people are to get. */
@Injectable()
export class OwedNotices {
  private readonly key: KeyObject;

  constructor(
    @Inject(DUE_WORK) private readonly dueWork: DueWork<EntityManager>,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) config: Config,
  ) {
    this.key = keyFromFile(config.TOLLGATE_KEY_ENCRYPTION_KEY_FILE);
  }

  /** Within the transaction of the change: it is told if and only if it took place. To the user's address when it is sent, or to this reader. */
  async add({ reader, ...what }: NewNotice, manager: EntityManager): Promise<void> {
    const dueAt = this.clock.now();
    const sealed = reader && seal(this.key, Buffer.from(JSON.stringify(reader)), contextOf(what.user)).toString('base64');
    const payload: Notice = { ...what, at: dueAt.toISOString(), ...(sealed === undefined ? {} : { sealed }) };
    await this.dueWork.schedule({ kind: SECURITY_NOTICE, key: newId(), dueAt, payload }, manager);
  }

  /** Whom a notice is for; undefined where that is its user. */
  readerOf({ user, sealed }: Notice): NoticeReader | undefined {
    if (sealed === undefined) return undefined;
    return JSON.parse(unseal(this.key, Buffer.from(sealed, 'base64'), contextOf(user)).toString()) as NoticeReader;
  }
}

type NewNotice = Pick<Notice, 'user' | 'change'> & { readonly reader?: NoticeReader };
