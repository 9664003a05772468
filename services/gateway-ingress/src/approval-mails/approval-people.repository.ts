import { Injectable } from '@nestjs/common';
import { fromPublicId } from '@tollgate/contracts';
import { queryRows } from '@tollgate/postgres';
import { DataSource } from 'typeorm';
import { rolesWith } from '../roles/roles.data.js';
import type { Language } from '../users/languages.data.js';

/** Somebody who works for a store, and is written to. */
export interface Colleague {
  /** uuid */
  readonly user: string;
  readonly email: string;
  readonly language: Language;
  readonly store: string;
}

const COLLEAGUES = `SELECT u.id AS "user", u.email, u.language, m.name AS store
  FROM memberships s JOIN users u ON u.id = s.user_id JOIN merchants m ON m.id = s.merchant_id WHERE s.merchant_id = $1`;

/** Who of a store is written to: those who are concerned by a refund that wants a second person, by limits, by goods. */
@Injectable()
export class ApprovalPeople {
  constructor(private readonly database: DataSource) {}

  /** Who may approve it: never who asked (`usr_…`). */
  approvers(merchant: string, asker: string): Promise<readonly Colleague[]> {
    const text = `${COLLEAGUES} AND s.role = ANY ($2) AND u.id IS DISTINCT FROM $3 ORDER BY u.id`;
    return queryRows(this.database, text, [merchant, rolesWith('refunds:approve'), userOf(asker)]);
  }

  /** Who may set the limits beyond which it wants one. */
  owners(merchant: string): Promise<readonly Colleague[]> {
    return queryRows(this.database, `${COLLEAGUES} AND s.role = ANY ($2) ORDER BY u.id`, [merchant, rolesWith('limits:write')]);
  }

  /** Who may change goods, and fill their pools of license keys. */
  keepersOfGoods(merchant: string): Promise<readonly Colleague[]> {
    return queryRows(this.database, `${COLLEAGUES} AND s.role = ANY ($2) ORDER BY u.id`, [merchant, rolesWith('goods:write')]);
  }

  /** Who asked, if they still work for the store; as a list of one. */
  asker(merchant: string, actor: string): Promise<readonly Colleague[]> {
    return queryRows(this.database, `${COLLEAGUES} AND u.id = $2`, [merchant, userOf(actor)]);
  }

  /** The name of a person (`usr_…`); empty for an API key, and for who is here no more. */
  async nameOf(actor: string): Promise<string> {
    const [found] = await queryRows<{ name: string }>(this.database, 'SELECT name FROM users WHERE id = $1', [userOf(actor)]);
    return found?.name ?? '';
  }
}

const userOf = (actor: string): string | null => fromPublicId('usr', actor) ?? null;
