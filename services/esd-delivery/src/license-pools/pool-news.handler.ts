import { Inject, Injectable } from '@nestjs/common';
import { requests, TellKeyPoolRequestSchema, TellKeyPoolResponseSchema } from '@tollgate/contracts';
import { type Clock, DomainError } from '@tollgate/errors';
import { Requests } from '@tollgate/messaging';
import type { DueItem, DueWorkHandler, Handled } from '@tollgate/postgres';
import { CLOCK, LOG, type Log } from '@tollgate/service';
import { KeyPools, POOL_NEWS, type PoolNews } from './key-pools.repository.js';

const GOOD_FOR_MS = 72 * 3_600_000;

/** Has the people of a store told that a pool is low, or empty: gateway-ingress knows them. Asked for until it is told, under one id. */
@Injectable()
export class TellPoolNews implements DueWorkHandler {
  readonly kind = POOL_NEWS;
  readonly limit = 2;

  // biome-ignore lint/complexity/useMaxParams: what Nest injects
  constructor(
    private readonly pools: KeyPools,
    private readonly gateway: Requests,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOG) private readonly log: Log,
  ) {}

  readonly handle = async ({ key: id, payload }: DueItem): Promise<Handled> => {
    const news = payload as PoolNews;
    if (this.clock.now().getTime() - Date.parse(news.at) > GOOD_FOR_MS) return 'give_up';
    if (!(await this.pools.isStill(news))) return 'done';
    try {
      await this.gateway.request(requests.tellKeyPool, TellKeyPoolRequestSchema, TellKeyPoolResponseSchema, { id, ...news });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      this.log.warn({ merchant: news.merchant, code: error.code }, 'nobody can be told that a pool of license keys is low');
      return 'give_up';
    }
    return 'done';
  };
}
