import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { systemRandom } from '@tollgate/crypto';
import type { Clock } from '@tollgate/errors';
import { DueWorkRunner, PostgresDueWork } from '@tollgate/postgres';
import { CLOCK, LOG, type Log } from '@tollgate/service';
import { TellPoolNews } from '../license-pools/pool-news.handler.js';
import { CopyMaker } from '../stamps/copy-maker.handler.js';
import { CopyRemover } from '../stamps/copy-remover.handler.js';
import { ExpiredUploads } from '../uploads/expired-uploads.handler.js';

/** All due work of this service, each kind by its handler. */
@Injectable()
export class DeliveryDueWork implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly runner: DueWorkRunner;

  // biome-ignore lint/complexity/useMaxParams: what Nest injects
  constructor(
    dueWork: PostgresDueWork,
    uploads: ExpiredUploads,
    maker: CopyMaker,
    remover: CopyRemover,
    news: TellPoolNews,
    @Inject(CLOCK) clock: Clock,
    @Inject(LOG) log: Log,
  ) {
    this.runner = new DueWorkRunner({
      dueWork,
      handlers: [uploads, maker, remover, news],
      clock,
      random: systemRandom,
      onFailure: (error, item) => log.warn({ error, kind: item?.kind, key: item?.key }, 'due work failed, and is tried again'),
    });
  }

  onApplicationBootstrap(): void {
    this.runner.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.runner.stop();
  }

  /** Does what is due now. */
  runDue(): Promise<number> {
    return this.runner.runDue();
  }
}
