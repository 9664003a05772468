import { Injectable } from '@nestjs/common';
import { isSecretToken, newId, newSecretToken, secretTokenHash } from '@tollgate/crypto';
import { queryRows, type SqlRunner } from '@tollgate/postgres';
import { DataSource } from 'typeorm';
import type { Role } from '../roles/roles.data.js';
import type { Language } from '../users/languages.data.js';

/** Somebody who was asked, and has not answered yet. */
export interface Invitation {
  /** uuid */
  readonly id: string;
  /** `mer_…` */
  readonly merchant: string;
  readonly store: string;
  readonly email: string;
  readonly role: Role;
  readonly createdAt: Date;
  readonly endsAt: Date;
}

export interface NewInvitation {
  readonly merchant: string;
  /** In its normal form. */
  readonly email: string;
  readonly role: Role;
  /** uuid of a user. */
  readonly invitedBy: string;
}

/** What its mail says. */
export interface InvitationMail extends Invitation {
  readonly token: string;
  readonly inviter: string;
  /** The inviter's. */
  readonly language: Language;
}

const COLUMNS = `i.id, i.merchant_id AS merchant, m.name AS store, i.email, i.role, i.created_at AS "createdAt", i.ends_at AS "endsAt"`;
const FROM = 'FROM invitations i JOIN merchants m ON m.id = i.merchant_id';
const IS_OPEN = 'i.ends_at > now()';

/** Who was asked to work for a store. */
@Injectable()
export class Invitations {
  constructor(private readonly database: DataSource) {}

  /** Good for 72 hours; the link of one that the address had before is void. Those that have ended go: they name people who never came. Answers its
   *  uuid. */
  async make({ merchant, email, role, invitedBy }: NewInvitation, runner: SqlRunner): Promise<string> {
    const id = newId();
    const text = `WITH gone AS (DELETE FROM invitations WHERE id IN (SELECT id FROM invitations
        WHERE ends_at < now() AND (merchant_id, email) <> ($2, $3) FOR UPDATE SKIP LOCKED))
      INSERT INTO invitations (id, merchant_id, email, role, invited_by, ends_at) VALUES ($1, $2, $3, $4, $5, now() + interval '72 hours')
      ON CONFLICT (merchant_id, email) DO UPDATE SET id = excluded.id, role = excluded.role, invited_by = excluded.invited_by,
        token_hash = NULL, created_at = now(), ends_at = excluded.ends_at`;
    await queryRows(runner, text, [id, merchant, email, role, invitedBy]);
    return id;
  }

  async find(id: string, runner: SqlRunner = this.database): Promise<Invitation | undefined> {
    const [found] = await queryRows<Invitation>(runner, `SELECT ${COLUMNS} ${FROM} WHERE i.id = $1 AND ${IS_OPEN}`, [id]);
    return found;
  }

  /** What an address was asked to be in a store, and has not answered yet. */
  async findFor(merchant: string, email: string, runner: SqlRunner): Promise<Invitation | undefined> {
    const text = `SELECT ${COLUMNS} ${FROM} WHERE i.merchant_id = $1 AND i.email = $2 AND ${IS_OPEN}`;
    const [found] = await queryRows<Invitation>(runner, text, [merchant, email]);
    return found;
  }

  /** How many of a store are open. */
  async count(merchant: string, runner: SqlRunner): Promise<number> {
    const text = `SELECT count(*)::int AS count FROM invitations i WHERE i.merchant_id = $1 AND ${IS_OPEN}`;
    const [row] = await queryRows<{ count: number }>(runner, text, [merchant]);
    return row?.count ?? 0;
  }

  /** Of a store, the newest first. */
  list(merchant: string): Promise<readonly Invitation[]> {
    const text = `SELECT ${COLUMNS} ${FROM} WHERE i.merchant_id = $1 AND ${IS_OPEN} ORDER BY i.created_at DESC, i.id`;
    return queryRows<Invitation>(this.database, text, [merchant]);
  }

  /** Gives the invitation a link, the first or another one, for its mail; undefined where it is there no more. */
  async linkOf(id: string): Promise<InvitationMail | undefined> {
    const token = newSecretToken();
    const text = `WITH i AS (UPDATE invitations i SET token_hash = $2 WHERE id = $1 AND ${IS_OPEN} RETURNING *)
      SELECT ${COLUMNS}, u.name AS inviter, u.language FROM i JOIN merchants m ON m.id = i.merchant_id JOIN users u ON u.id = i.invited_by`;
    const [mail] = await queryRows<Omit<InvitationMail, 'token'>>(this.database, text, [id, secretTokenHash(token)]);
    return mail && { ...mail, token };
  }

  /** By its link; undefined for one that has ended, was answered or taken back, or never was. */
  async findByToken(token: string): Promise<Invitation | undefined> {
    if (!isSecretToken(token)) return undefined;
    const text = `SELECT ${COLUMNS} ${FROM} WHERE i.token_hash = $1 AND ${IS_OPEN}`;
    const [found] = await queryRows<Invitation>(this.database, text, [secretTokenHash(token)]);
    return found;
  }

  /** Takes it away; false where another request was quicker. */
  async use(token: string, runner: SqlRunner): Promise<boolean> {
    const text = `DELETE FROM invitations i WHERE token_hash = $1 AND ${IS_OPEN} RETURNING id`;
    return (await queryRows(runner, text, [secretTokenHash(token)])).length > 0;
  }

  /** False where the store has no such invitation. */
  async withdraw(merchant: string, id: string, runner: SqlRunner): Promise<boolean> {
    const text = 'DELETE FROM invitations WHERE merchant_id = $1 AND id = $2 RETURNING id';
    return (await queryRows(runner, text, [merchant, id])).length > 0;
  }

  /** Those of somebody who may invite no more. */
  async withdrawAllBy(user: string, merchant: string, runner: SqlRunner): Promise<void> {
    await queryRows(runner, 'DELETE FROM invitations WHERE invited_by = $1 AND merchant_id = $2', [user, merchant]);
  }
}
