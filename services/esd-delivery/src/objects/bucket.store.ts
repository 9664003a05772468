import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { LOG, type Log, Metrics } from '@tollgate/service';
import { ObjectStore } from './objects.store.js';

const lookAgainMs = 5_000;
const tryAgainMs = 1_000;

/** Makes the bucket as soon as the store is there, and shows in `/metrics` whether it is. Grants and links need no store, so nothing waits for it. */
@Injectable()
export class Bucket implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly reachable;
  private timer: NodeJS.Timeout | undefined;
  private isStopped = false;
  private wasThere = true;

  constructor(
    private readonly objects: ObjectStore,
    @Inject(LOG) private readonly log: Log,
    metrics: Metrics,
  ) {
    this.reachable = metrics.gauge('object_store_reachable', 'Whether the object store answers: 1 or 0');
  }

  onApplicationBootstrap(): void {
    void this.look();
  }

  onModuleDestroy(): void {
    this.isStopped = true;
    clearTimeout(this.timer);
  }

  private async look(): Promise<void> {
    const isThere = await this.prepare();
    this.reachable.set(isThere ? 1 : 0);
    this.wasThere = isThere;
    if (!this.isStopped) this.timer = setTimeout(() => void this.look(), isThere ? lookAgainMs : tryAgainMs);
  }

  private async prepare(): Promise<boolean> {
    try {
      await this.objects.prepare();
      if (!this.wasThere) this.log.info({}, 'the object store is back');
      return true;
    } catch (error) {
      if (this.wasThere) this.log.warn({ error }, 'the object store cannot be reached');
      return false;
    }
  }
}
