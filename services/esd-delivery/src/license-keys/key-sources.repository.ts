import { Injectable } from '@nestjs/common';
import { newId } from '@tollgate/crypto';
import { LicenseSecrets } from '@tollgate/license-keys';

import { Sql } from '../database/sql.repository.js';
import type { KeySource } from './check-source.js';
import { KeyMaker } from './key-maker.repository.js';
import { atRest, type Shop } from './key-stock.repository.js';
import { countFree, insertUploaded, selectCounts, selectNamed, takeOutFree, takeOutNamed } from './stock-statements.data.js';

export interface GoodOf extends Shop {
  readonly sku: string;
}

/** How many keys of a good there are, by where they stand, and how many devices they are and may be activated on. */
export type KeyCounts = Readonly<Record<'free' | 'reserved' | 'issued' | 'revoked' | 'activated' | 'places', number>>;

const none: KeyCounts = { free: 0, reserved: 0, issued: 0, revoked: 0, activated: 0, places: 0 };

export interface TakenOut {
  readonly count: number;
  readonly kept: ReadonlySet<string>;
}

interface CountRow {
  readonly state: string;
  readonly count: number;
  readonly activated: number;
  readonly places: number;
}

/** So many are taken out at a time. */
const BATCH = 10_000;

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
    const rows = await this.sql.query<CountRow>(selectCounts, [merchant, mode, sku]);
    const activated = rows.reduce((sum, row) => sum + row.activated, 0);
    const sold = rows.filter(({ state }) => state === 'issued' || state === 'revoked').map((row) => row.places);
    const places = sold.includes(0) ? 0 : sold.reduce((sum, one) => sum + one, 0);
    return { ...none, ...Object.fromEntries(rows.map(({ state, count }) => [state, count])), activated, places };
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

  /** All that no order has: out of the pool, for good. Answers how many. */
  async takeOutAll(good: GoodOf): Promise<number> {
    const { merchant, mode, sku } = good;
    for (let count = 0; ; ) {
      const gone = await this.sql.query(takeOutFree, [merchant, mode, sku, BATCH]);
      count += gone.length;
      // Fewer than were asked for may be those that somebody else just took: others are behind them.
      if (gone.length === 0 && !(await this.hasFree(good))) return count;
    }
  }

  private async hasFree({ merchant, mode, sku }: GoodOf): Promise<boolean> {
    const [free] = await this.sql.query<{ readonly count: number }>(countFree, [merchant, mode, sku, 1]);
    return free?.count === 1;
  }

  /** Those of these keys that no order has: out of the pool, for good. Answers how many, and which of them stay. */
  async takeOut({ merchant, mode, sku }: GoodOf, keys: readonly string[]): Promise<TakenOut> {
    const nameOf = new Map(keys.map((key) => [key, this.secrets.nameOf(merchant, key)]));
    const names = [...nameOf.values()];
    const gone = await this.sql.query(takeOutNamed, [merchant, mode, sku, names]);
    const left = await this.sql.query<{ readonly name: string }>(selectNamed, [merchant, mode, names]);
    const staying = new Set(left.map(({ name }) => name));
    return { count: gone.length, kept: new Set(keys.filter((key) => staying.has(nameOf.get(key) ?? ''))) };
  }
}
