import { Injectable } from '@nestjs/common';
import { queryRows, type SqlRunner } from '@tollgate/postgres';
import { DataSource, type EntityManager } from 'typeorm';
import type { Role } from '../roles/roles.data.js';
import { MembershipRecord } from '../users/user.entity.js';
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
  has(merchant: string, email: string, manager: EntityManager): Promise<boolean> {
    return manager.existsBy(MembershipRecord, { merchantId: merchant, user: { email } });
  }

  async setRole(
    merchant: string,
    { user, role }: { readonly user: string; readonly role: Role },
    manager: EntityManager,
  ): Promise<void> {
    await manager.update(MembershipRecord, { merchantId: merchant, userId: user }, { role });
  }

  async remove(merchant: string, user: string, manager: EntityManager): Promise<void> {
    await manager.delete(MembershipRecord, { merchantId: merchant, userId: user });
  }
}
