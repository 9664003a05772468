import { Inject, Injectable } from '@nestjs/common';
import { newId } from '@tollgate/crypto';
import type { Clock } from '@tollgate/errors';
import { PostgresDueWork } from '@tollgate/postgres';
import { CLOCK } from '@tollgate/service';
import { Sql } from '../database/sql.repository.js';
import { type GoodOf, KeySources } from '../license-keys/key-sources.repository.js';
import { countFree } from '../license-keys/stock-statements.data.js';
import { poolLevel } from './pool-level.js';
import { noteCrossed, noteFilled, selectPool } from './pool-statements.data.js';

export interface LowPool {
  readonly sku: string;
  readonly left: number;
  readonly lowMark: number;
}

export const POOL_NEWS = 'key_pool_news';

/** What the people of a store are to be told of a pool, as it lies among the due work. */
export interface PoolNews extends GoodOf {
  readonly left: number;
  /** RFC 3339 */
  readonly at: string;
}

/** Which pools are low, or empty. */
@Injectable()
export class KeyPools {
  // biome-ignore lint/complexity/useMaxParams: what Nest injects
  constructor(
    private readonly sql: Sql,
    private readonly sources: KeySources,
    private readonly dueWork: PostgresDueWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The pool, where it came down to its mark just now, or to nothing: each once, until it is filled. To tell it is owed by the same commit. */
  async crossedMark(good: GoodOf): Promise<LowPool | undefined> {
    const { merchant, mode, sku } = good;
    const source = await this.sources.find(good);
    if (source?.kind !== 'pool') return undefined;
    const { lowMark } = source;
    const [free] = await this.sql.query<{ readonly count: number }>(countFree, [merchant, mode, sku, lowMark + 1]);
    const left = free?.count ?? 0;
    const level = poolLevel(left, lowMark);
    if (level === 'enough') return undefined;
    const isNew = await this.sql.transaction(async (query, manager) => {
      const noted = await query(noteCrossed, [merchant, mode, sku, level === 'empty']);
      if (noted.length === 0) return false;
      const dueAt = this.clock.now();
      const payload: PoolNews = { merchant, mode, sku, left, at: dueAt.toISOString() };
      await this.dueWork.schedule({ kind: POOL_NEWS, key: newId(), dueAt, payload }, manager);
      return true;
    });
    return isNew ? { sku, left, lowMark } : undefined;
  }

  async filled({ merchant, mode, sku }: GoodOf): Promise<void> {
    await this.sql.query(noteFilled, [merchant, mode, sku]);
  }

  /** Whether it is so still. */
  async isStill({ merchant, mode, sku, left }: PoolNews): Promise<boolean> {
    const [pool] = await this.sql.query<{ readonly isLow: boolean; readonly isEmpty: boolean }>(selectPool, [
      merchant,
      mode,
      sku,
    ]);
    return left === 0 ? pool?.isEmpty === true : pool?.isLow === true;
  }
}
