import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { Clock } from '@tollgate/errors';
import { type DueItem, DueWorkRunner, type Handled, PostgresDueWork } from '@tollgate/postgres';
import { CLOCK, LOG, type Log } from '@tollgate/service';
import { ObjectStore } from '../objects/objects.store.js';
import { type Upload, UploadRepository } from './uploads.repository.js';

const kind = 'upload_expiry';

/** Removes what is left in the store of uploads that ended, or that nobody went on with. */
@Injectable()
export class ExpiredUploads implements OnModuleInit, OnApplicationBootstrap, OnModuleDestroy {
  private runner: DueWorkRunner | undefined;

  @Inject(CLOCK) private readonly clock!: Clock;
  @Inject(LOG) private readonly log!: Log;

  constructor(
    private readonly dueWork: PostgresDueWork,
    private readonly uploads: UploadRepository,
    private readonly objects: ObjectStore,
  ) {}

  onModuleInit(): void {
    const { dueWork, clock, log } = this;
    this.runner = new DueWorkRunner({
      dueWork,
      handlers: [{ kind, limit: 2, handle: (item) => this.expire(item) }],
      clock,
      random: { fraction: Math.random },
      onFailure: (error, item) => log.warn({ error, upload: item?.key }, 'what is left of an upload could not be removed yet'),
    });
  }

  onApplicationBootstrap(): void {
    this.runner?.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.runner?.stop();
  }

  /** Does what is due now. */
  async runDue(): Promise<number> {
    return (await this.runner?.runDue()) ?? 0;
  }

  schedule(id: string, dueAt: Date): Promise<void> {
    return this.dueWork.schedule({ kind, key: id, dueAt });
  }

  /** Removes what an upload that is complete no longer needs. */
  async tidyUp(id: string): Promise<void> {
    const upload = await this.uploads.byId(id);
    if (upload !== undefined && upload.state !== 'open') await this.removeObjects(upload);
  }

  private async expire({ key: id }: Pick<DueItem, 'key'>): Promise<Handled> {
    const upload = await this.uploads.byId(id);
    if (upload === undefined) return 'done';
    const leftMs = upload.expiresAt.getTime() - this.clock.now().getTime();
    if (upload.state === 'open' && leftMs > 0) return { postponeMs: leftMs };
    // Given up first, so that no request goes on with what is being removed.
    if (upload.state === 'open' && !(await this.uploads.giveUp(id))) return { postponeMs: 1_000 };
    await this.removeObjects(upload);
    if (upload.state === 'complete' && leftMs > 0) return { postponeMs: leftMs };
    await this.uploads.remove(id);
    return 'done';
  }

  /** All objects of an upload have its id in their keys; the one that is sold stays. */
  private async removeObjects(upload: Upload): Promise<void> {
    for (const key of await this.objects.keysOf(uploadKey(upload)))
      if (key !== upload.file?.objectKey) await this.objects.remove(key);
    await this.objects.dropAllParts(uploadKey(upload));
  }
}

/** What the keys of an upload's objects begin with. */
export const uploadKey = ({ merchant, id }: Pick<Upload, 'merchant' | 'id'>): string => `${merchant}/${id}`;
