import { Injectable } from '@nestjs/common';
import { newId } from '@tollgate/crypto';
import { LicenseSecrets } from '@tollgate/license-keys';

import { Sql } from '../database/sql.repository.js';
import type { KeySource } from './check-source.js';
import { KeyMaker } from './key-maker.repository.js';
import { atRest, type Shop } from './key-stock.repository.js';
import { countFree, insertUploaded, noteLow } from './stock-statements.data.js';

export interface GoodOf extends Shop {
  readonly sku: string;
}

/** How many keys of a good there are, by where they stand. */
export type KeyCounts = Readonly<Record<'free' | 'reserved' | 'issued' | 'revoked', number>>;

export interface LowPool {
  readonly sku: string;
  readonly left: number;
  readonly lowMark: number;
}

const none: KeyCounts = { free: 0, reserved: 0, issued: 0, revoked: 0 };

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

  async find({ merchant, sku }: Pick<GoodOf, 'merchant' | 'sku'>): Promise<KeySource | undefined> {
    const [found] = await this.sql.query<KeySource>(
      `SELECT kind, pattern, activations, low_mark AS "lowMark" FROM license_key_sources WHERE merchant = $1 AND sku = $2`,
      [merchant, sku],
    );
    return found;
  }

  async counts({ merchant, mode, sku }: GoodOf): Promise<KeyCounts> {
    const rows = await this.sql.query<{ readonly state: keyof KeyCounts; readonly count: number }>(
      'SELECT state, count(*)::int AS count FROM license_keys WHERE merchant = $1 AND mode = $2 AND sku = $3 GROUP BY state',
      [merchant, mode, sku],
    );
    return { ...none, ...Object.fromEntries(rows.map(({ state, count }) => [state, count])) };
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
    await this.noteFilled(good);
    return added.length;
  }

  /** The pool, where it came down to its mark just now: once, until it is filled above it. */
  async crossedMark({ merchant, mode, sku }: GoodOf): Promise<LowPool | undefined> {
    const source = await this.find({ merchant, sku });
    if (source === undefined || source.lowMark === 0) return undefined;
    const [free] = await this.sql.query<{ readonly count: number }>(countFree, [merchant, mode, sku, source.lowMark + 1]);
    const left = free?.count ?? 0;
    if (left > source.lowMark) return undefined;
    const noted = await this.sql.query(noteLow, [merchant, mode, sku, left]);
    return noted.length === 0 ? undefined : { sku, left, lowMark: source.lowMark };
  }

  private async noteFilled({ merchant, mode, sku }: GoodOf): Promise<void> {
    await this.sql.query(
      `UPDATE license_key_pools p SET low_since = NULL FROM license_key_sources s
       WHERE p.merchant = $1 AND p.mode = $2 AND p.sku = $3 AND p.low_since IS NOT NULL AND s.merchant = $1 AND s.sku = $3
         AND (SELECT count(*) FROM license_keys k WHERE k.merchant = $1 AND k.mode = $2 AND k.sku = $3 AND k.state = 'free') > s.low_mark`,
      [merchant, mode, sku],
    );
  }
}
