import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { LOG, type Log } from '@tollgate/service';
import { ObjectStore } from './object-store.js';

const againMs = 1_000;

/** Makes the bucket as soon as the store is there. Grants and links need no store, so that nothing waits for it. */
@Injectable()
export class Bucket implements OnApplicationBootstrap, OnModuleDestroy {
  private isStopped = false;

  constructor(
    private readonly objects: ObjectStore,
    @Inject(LOG) private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    void this.make();
  }

  onModuleDestroy(): void {
    this.isStopped = true;
  }

  private async make(): Promise<void> {
    for (let attempt = 1; !this.isStopped; attempt += 1) {
      try {
        await this.objects.prepare();
        return;
      } catch (error) {
        if (attempt === 1) this.log.warn({ error }, 'the object store cannot be reached yet');
        await new Promise((resolve) => setTimeout(resolve, againMs));
      }
    }
  }
}
