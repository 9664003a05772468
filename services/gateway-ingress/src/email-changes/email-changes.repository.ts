import { Injectable } from '@nestjs/common';
import { isSecretToken, newId, newSecretToken, secretTokenHash } from '@tollgate/crypto';
import { invariant } from '@tollgate/errors';
import { queryRows } from '@tollgate/postgres';
import { DataSource, type EntityManager, IsNull, LessThan, MoreThan } from 'typeorm';
import { EmailChange } from './email-change.entity.js';

/** The links of a change, as they go out by mail. */
export interface ChangeLinks {
  readonly confirm: string;
  readonly stop: string;
}

export type NewEmailChange = Pick<EmailChange, 'user' | 'session' | 'oldEmail' | 'newEmail'>;

const HOUR_MS = 3_600_000;
/** So long a change can be confirmed, and stopped. */
const CONFIRM_HOURS = 24;
const STOP_HOURS = 72;

const after = (now: Date, hours: number): Date => new Date(now.getTime() + hours * HOUR_MS);

/** Changes of e-mail addresses. Time is the database's. */
@Injectable()
export class EmailChanges {
  constructor(private readonly database: DataSource) {}

  /** In the place of what its user asked for before and did not confirm; answers its id. */
  async begin(change: NewEmailChange, manager: EntityManager): Promise<string> {
    const now = await nowOf(manager);
    await manager.delete(EmailChange, [{ user: change.user, confirmedAt: IsNull() }, { stopEndsAt: LessThan(now) }]);
    const id = newId();
    const ends = { endsAt: after(now, CONFIRM_HOURS), stopEndsAt: after(now, STOP_HOURS) };
    await manager.insert(EmailChange, { id, ...change, ...ends });
    return id;
  }

  /** One that waits to be confirmed. */
  async findOpen(id: string): Promise<EmailChange | undefined> {
    const endsAt = MoreThan(await nowOf(this.database.manager));
    return (await this.database.manager.findOneBy(EmailChange, { id, confirmedAt: IsNull(), endsAt })) ?? undefined;
  }

  /** New links, made for mails alone: those that went out before are void. */
  async makeLinks(id: string): Promise<ChangeLinks> {
    const links = { confirm: newSecretToken(), stop: newSecretToken() };
    const hashes = { confirmHash: secretTokenHash(links.confirm), stopHash: secretTokenHash(links.stop) };
    await this.database.manager.update(EmailChange, { id, confirmedAt: IsNull() }, hashes);
    return links;
  }

  /** Marks it as confirmed; undefined for a link that has ended, was used, or never was. */
  async confirm(token: string, manager: EntityManager): Promise<EmailChange | undefined> {
    if (!isSecretToken(token)) return undefined;
    const now = await nowOf(manager);
    const where = { confirmHash: secretTokenHash(token), confirmedAt: IsNull(), endsAt: MoreThan(now) };
    const found = await manager.findOne(EmailChange, { where, lock: { mode: 'pessimistic_write' } });
    if (found === null) return undefined;
    await manager.update(EmailChange, { id: found.id }, { confirmedAt: now, confirmHash: null });
    return found;
  }

  /** Takes it away, with whatever its user asked for since; undefined for a link that is not good (any more). What came before stays: whoever had the
   *  address first can still have it back. */
  async stop(token: string, manager: EntityManager): Promise<EmailChange | undefined> {
    if (!isSecretToken(token)) return undefined;
    const where = { stopHash: secretTokenHash(token), stopEndsAt: MoreThan(await nowOf(manager)) };
    const found = await manager.findOne(EmailChange, { where, lock: { mode: 'pessimistic_write' } });
    if (found === null) return undefined;
    const { id, user, stopEndsAt } = found;
    await manager.delete(EmailChange, [{ id }, { user, stopEndsAt: MoreThan(stopEndsAt) }]);
    return found;
  }
}

const nowOf = async (manager: EntityManager): Promise<Date> => {
  const [row] = await queryRows<{ now: Date }>(manager, 'SELECT now()');
  invariant(row !== undefined, 'the database knows the time');
  return row.now;
};
