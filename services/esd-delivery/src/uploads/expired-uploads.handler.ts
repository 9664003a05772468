import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@tollgate/errors';
import { type DueItem, type DueWorkHandler, type Handled, PostgresDueWork } from '@tollgate/postgres';
import { CLOCK } from '@tollgate/service';
import { ObjectStore } from '../objects/objects.store.js';
import { type Upload, UploadRepository } from './uploads.repository.js';

/** Removes what is left in the store of uploads that ended, or that nobody went on with. */
@Injectable()
export class ExpiredUploads implements DueWorkHandler {
  readonly kind = 'upload_expiry';
  readonly limit = 2;

  @Inject(CLOCK) private readonly clock!: Clock;

  constructor(
    private readonly dueWork: PostgresDueWork,
    private readonly uploads: UploadRepository,
    private readonly objects: ObjectStore,
  ) {}

  schedule(id: string, dueAt: Date): Promise<void> {
    return this.dueWork.schedule({ kind: this.kind, key: id, dueAt });
  }

  /** Removes what an upload that is complete no longer needs. */
  async tidyUp(id: string): Promise<void> {
    const upload = await this.uploads.byId(id);
    if (upload !== undefined && upload.state !== 'open') await this.removeObjects(upload);
  }

  readonly handle = async ({ key: id }: DueItem): Promise<Handled> => {
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
  };

  /** All objects of an upload have its id in their keys; the one that is sold stays. */
  private async removeObjects(upload: Upload): Promise<void> {
    for (const key of await this.objects.keysOf(uploadKey(upload)))
      if (key !== upload.file?.objectKey) await this.objects.remove(key);
    await this.objects.dropAllParts(uploadKey(upload));
  }
}

/** What the keys of an upload's objects begin with. */
export const uploadKey = ({ merchant, id }: Pick<Upload, 'merchant' | 'id'>): string => `${merchant}/${id}`;
