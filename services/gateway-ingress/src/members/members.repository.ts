import { Injectable } from '@nestjs/common';
import { queryRows, type SqlRunner } from '@tollgate/postgres';
import { DataSource } from 'typeorm';
import type { Role } from '../roles/roles.data.js';
import type { MemberRole } from './member-rules.js';

/** Somebody who works for a store, as the others see them. */
export interface Member extends MemberRole {
  readonly email: string;
  readonly name: string;
  readonly hasSecondFactor: boolean;
  readonly joinedAt: Date;
}

/** Who works for a store. */
@Injectable()
export class Members {
  constructor(private readonly database: DataSource) {}

  /** By name. */
  list(merchant: string): Promise<readonly Member[]> {
    const text = `SELECT u.id AS "user", u.email, u.name, s.role, s.created_at AS "joinedAt",
        (EXISTS (SELECT FROM totp_secrets t WHERE t.user_id = u.id AND t.is_confirmed) OR EXISTS (SELECT FROM passkeys p WHERE p.user_id = u.id))
          AS "hasSecondFactor"
      FROM memberships s JOIN users u ON u.id = s.user_id WHERE s.merchant_id = $1 ORDER BY u.name, u.id`;
    return queryRows<Member>(this.database, text, [merchant]);
  }

  /** Locks the store first: who its last owner is nobody else decides meanwhile. */
  async lock(merchant: string, runner: SqlRunner): Promise<readonly MemberRole[]> {
    await queryRows(runner, 'SELECT id FROM merchants WHERE id = $1 FOR NO KEY UPDATE', [merchant]);
    return queryRows<MemberRole>(runner, 'SELECT user_id AS "user", role FROM memberships WHERE merchant_id = $1', [merchant]);
  }

  /** Whether somebody with this address works for the store already. */
  async has(merchant: string, email: string, runner: SqlRunner): Promise<boolean> {
    const text = 'SELECT u.id FROM memberships s JOIN users u ON u.id = s.user_id WHERE s.merchant_id = $1 AND u.email = $2';
    return (await queryRows(runner, text, [merchant, email])).length > 0;
  }

  async setRole(
    merchant: string,
    { user, role }: { readonly user: string; readonly role: Role },
    runner: SqlRunner,
  ): Promise<void> {
    await queryRows(runner, 'UPDATE memberships SET role = $3 WHERE merchant_id = $1 AND user_id = $2', [merchant, user, role]);
  }

  async remove(merchant: string, user: string, runner: SqlRunner): Promise<void> {
    await queryRows(runner, 'DELETE FROM memberships WHERE merchant_id = $1 AND user_id = $2', [merchant, user]);
  }
}
