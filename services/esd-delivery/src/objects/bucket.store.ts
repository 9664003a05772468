import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { LOG, type Log, Metrics, Readiness } from '@tollgate/service';
import { ObjectStore } from './objects.store.js';

const lookAgainMs = 5_000;
const tryAgainMs = 1_000;

/** Makes the bucket as soon as the store is there, and shows in `/metrics` whether it is,
 *  and whether it is full. Grants and links need no store, so nothing waits for it. */
@Injectable()
export class Bucket implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly reachable;
  private readonly full;
  private timer: NodeJS.Timeout | undefined;
  private isStopped = false;
  private wasThere = true;

  @Inject(LOG) private readonly log!: Log;

  constructor(
    private readonly objects: ObjectStore,
    metrics: Metrics,
    readiness: Readiness,
  ) {
    readiness.addFeature('room_for_files', () => objects.hasRoom);
    this.reachable = metrics.gauge('object_store_reachable', 'Whether the object store answers: 1 or 0');
    this.full = metrics.gauge('object_store_full', 'Whether the object store has no room for files: 1 or 0');
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
    this.full.set(this.objects.hasRoom ? 0 : 1);
    this.wasThere = isThere;
    if (!this.isStopped) this.timer = setTimeout(() => void this.look(), isThere ? lookAgainMs : tryAgainMs);
  }

  private async prepare(): Promise<boolean> {
    try {
      await this.objects.prepare();
      await this.lookForRoom();
      if (!this.wasThere) this.log.info({}, 'the object store is back');
      return true;
    } catch (error) {
      if (this.wasThere) this.log.warn({ error }, 'the object store cannot be reached');
      return false;
    }
  }

  /** A full store still reads: downloads go on. */
  private async lookForRoom(): Promise<void> {
    const { hasRoom: had } = this.objects;
    await this.objects.lookForRoom().catch((error: unknown) => {
      if (this.objects.hasRoom) throw error;
    });
    const { hasRoom } = this.objects;
    if (had && !hasRoom) this.log.error({}, 'the object store is full: uploads are refused until there is room');
    if (!had && hasRoom) this.log.info({}, 'the object store has room again');
  }
}
