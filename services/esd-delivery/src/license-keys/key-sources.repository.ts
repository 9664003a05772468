import { Injectable } from '@nestjs/common';
import { newId } from '@tollgate/crypto';
import { LicenseSecrets } from '@tollgate/license-keys';

import { Sql } from '../database/sql.repository.js';
import type { KeySource } from './check-source.js';
import { KeyMaker } from './key-maker.repository.js';
import { atRest, type Shop } from './key-stock.repository.js';
import { insertUploaded, selectCounts } from './stock-statements.data.js';

export interface GoodOf extends Shop {
  readonly sku: string;
}

/** How many keys of a good there are, by where they stand, and how many devices they are activated on. */
export type KeyCounts = Readonly<Record<'free' | 'reserved' | 'issued' | 'revoked' | 'activated', number>>;

const none: KeyCounts = { free: 0, reserved: 0, issued: 0, revoked: 0, activated: 0 };

/** What kind of keys goods are sold with, and what lies in their pools. */
@Injectable()
export class KeySources {
  constructor(
    private readonly sql: Sql,
    private readonly maker: KeyMaker,
    private readonly secrets: LicenseSecrets,
  ) {}

  async put(merchant: string, sku: string, { kind, pattern, activations, lowMark }: KeySource): Promise<void> {
    await this.sql.query(
      `INSERT INTO license_key_sources (merchant, sku, kind, pattern, activations, low_mark) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (merchant, sku) DO UPDATE
       SET kind = excluded.kind, pattern = excluded.pattern, activations = excluded.activations, low_mark = excluded.low_mark`,
      [merchant, sku, kind, pattern, activations, lowMark],
    );
  }

  async remove(query: Sql['query'], merchant: string, sku: string): Promise<void> {
    await query('DELETE FROM license_key_sources WHERE merchant = $1 AND sku = $2', [merchant, sku]);
  }

  async find({ merchant, sku }: Pick<GoodOf, 'merchant' | 'sku'>): Promise<KeySource | undefined> {
    const [found] = await this.sql.query<KeySource>(
      `SELECT kind, pattern, activations, low_mark AS "lowMark" FROM license_key_sources WHERE merchant = $1 AND sku = $2`,
      [merchant, sku],
    );
    return found;
  }

  async counts({ merchant, mode, sku }: GoodOf): Promise<KeyCounts> {
    const rows = await this.sql.query<{ readonly state: string; readonly count: number; readonly activated: number }>(
      selectCounts,
      [merchant, mode, sku],
    );
    const activated = rows.reduce((sum, row) => sum + row.activated, 0);
    return { ...none, ...Object.fromEntries(rows.map(({ state, count }) => [state, count])), activated };
  }

  /** What the good's signed keys are verified with. */
  async publicKey(good: GoodOf): Promise<string> {
    return (await this.maker.signingKey((text, values) => this.sql.query(text, values), good)).publicKey;
  }

  /** Into the pool; answers how many the merchant did not have yet. */
  async add(good: GoodOf, keys: readonly string[]): Promise<number> {
    const { merchant, mode, sku } = good;
    const added = await this.sql.query(insertUploaded, [
      merchant,
      mode,
      sku,
      keys.map(() => newId()),
      keys.map((key) => this.secrets.nameOf(merchant, key)),
      keys.map((key) => this.secrets.seal(key, atRest(good))),
    ]);
    return added.length;
  }
}
