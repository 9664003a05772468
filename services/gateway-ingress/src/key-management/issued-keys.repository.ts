import { Injectable } from '@nestjs/common';
import { newId } from '@tollgate/crypto';
import { queryRows, type SqlRunner } from '@tollgate/postgres';
import { DataSource } from 'typeorm';
import { hashOfKey, newKey } from '../api-keys/api-keys.repository.js';
import type { KeyScope } from '../roles/key-scopes.data.js';

/** Whose keys, and of which mode. */
export interface KeyPlace {
  readonly merchant: string;
  readonly mode: 'test' | 'live';
}

/** A key as people see it. */
export interface IssuedKey {
  /** uuid */
  readonly id: string;
  readonly name: string;
  readonly createdAt: Date;
  readonly revokedAt: Date | null;
  /** Null for all, as of those that were made before there were scopes. */
  readonly scopes: readonly string[] | null;
  /** Who made it; null for one that was there from the start, or made by somebody who has no account any more. */
  readonly createdBy: string | null;
}

const SELECT = `SELECT k.id, k.name, k.created_at AS "createdAt", k.revoked_at AS "revokedAt", k.scopes, u.name AS "createdBy"
  FROM api_keys k LEFT JOIN users u ON u.id = k.created_by`;

/** The keys of a store's servers, as people make and revoke them. */
@Injectable()
export class IssuedKeys {
  constructor(private readonly database: DataSource) {}

  /** Those in force first, the newest before the others. */
  list({ merchant, mode }: KeyPlace): Promise<readonly IssuedKey[]> {
    const text = `${SELECT} WHERE k.merchant_id = $1 AND k.mode = $2 ORDER BY k.revoked_at IS NOT NULL, k.created_at DESC, k.id`;
    return queryRows<IssuedKey>(this.database, text, [merchant, mode]);
  }

  async find({ merchant, mode }: KeyPlace, id: string, runner: SqlRunner = this.database): Promise<IssuedKey | undefined> {
    const text = `${SELECT} WHERE k.merchant_id = $1 AND k.mode = $2 AND k.id = $3`;
    const [found] = await queryRows<IssuedKey>(runner, text, [merchant, mode, id]);
    return found;
  }

  /** How many are in force; nobody makes another one of the store meanwhile. */
  async count({ merchant, mode }: KeyPlace, runner: SqlRunner): Promise<number> {
    await queryRows(runner, 'SELECT id FROM merchants WHERE id = $1 FOR NO KEY UPDATE', [merchant]);
    const text = 'SELECT count(*)::int AS count FROM api_keys WHERE merchant_id = $1 AND mode = $2 AND revoked_at IS NULL';
    const [row] = await queryRows<{ count: number }>(runner, text, [merchant, mode]);
    return row?.count ?? 0;
  }

  /** The new key itself, which is kept nowhere, and its uuid. */
  async issue(
    { merchant, mode }: KeyPlace,
    { name, scopes, by }: { readonly name: string; readonly scopes: readonly KeyScope[]; readonly by: string },
    runner: SqlRunner,
  ): Promise<{ readonly id: string; readonly key: string }> {
    const [id, key] = [newId(), newKey(mode)];
    const { lookup, hash } = hashOfKey(key);
    const text =
      'INSERT INTO api_keys (id, merchant_id, mode, lookup, hash, name, scopes, created_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)';
    await queryRows(runner, text, [id, merchant, mode, lookup, hash, name, scopes, by]);
    return { id, key };
  }

  /** False where the store has no such key, or it was revoked before. */
  async revoke({ merchant, mode }: KeyPlace, id: string, runner: SqlRunner): Promise<boolean> {
    const text = `UPDATE api_keys SET revoked_at = now() WHERE merchant_id = $1 AND mode = $2 AND id = $3 AND revoked_at IS NULL RETURNING id`;
    return (await queryRows(runner, text, [merchant, mode, id])).length > 0;
  }
}
