import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { requests, TellKeyPoolRequestSchema, TellKeyPoolResponseSchema } from '@tollgate/contracts';
import { systemRandom } from '@tollgate/crypto';
import { type Clock, DomainError } from '@tollgate/errors';
import { Requests } from '@tollgate/messaging';
import { type DueItem, DueWorkRunner, type Handled, PostgresDueWork } from '@tollgate/postgres';
import { CLOCK, LOG, type Log } from '@tollgate/service';
import { KeyPools, POOL_NEWS, type PoolNews } from './key-pools.repository.js';

const GOOD_FOR_MS = 72 * 3_600_000;

/** Has the people of a store told that a pool is low, or empty: gateway-ingress knows them. Asked for until it is told, under one id. */
@Injectable()
export class TellPoolNews implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly runner: DueWorkRunner;

  // biome-ignore lint/complexity/useMaxParams: what Nest injects
  constructor(
    private readonly pools: KeyPools,
    private readonly requests: Requests,
    dueWork: PostgresDueWork,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOG) private readonly log: Log,
  ) {
    this.runner = new DueWorkRunner({
      dueWork,
      handlers: [{ kind: POOL_NEWS, limit: 2, handle: (item) => this.tell(item) }],
      clock,
      random: systemRandom,
      onFailure: (error) => log.warn({ error }, 'that a pool of license keys is low could not be told yet'),
    });
  }

  onApplicationBootstrap(): void {
    this.runner.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.runner.stop();
  }

  private async tell({ key: id, payload }: DueItem): Promise<Handled> {
    const news = payload as PoolNews;
    if (this.clock.now().getTime() - Date.parse(news.at) > GOOD_FOR_MS) return 'give_up';
    if (!(await this.pools.isStill(news))) return 'done';
    try {
      await this.requests.request(requests.tellKeyPool, TellKeyPoolRequestSchema, TellKeyPoolResponseSchema, { id, ...news });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      this.log.warn({ merchant: news.merchant, code: error.code }, 'nobody can be told that a pool of license keys is low');
      return 'give_up';
    }
    return 'done';
  }
}
