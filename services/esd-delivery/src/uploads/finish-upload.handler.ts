import { Inject, Injectable } from '@nestjs/common';
import { create, type DeliverableForm, DeliverableFormSchema, type PinnedFile, PinnedFileSchema } from '@tollgate/contracts';
import { DomainError, invariant, TransientError } from '@tollgate/errors';
import { sourceOf } from '@tollgate/order';
import { crashPoint } from '@tollgate/order-log';
import { type FormVersion, GoodsStore } from '../goods/goods.repository.js';
import { PinnedForms } from '../goods/pinned-forms.repository.js';
import { ObjectStore } from '../objects/objects.store.js';
import { StampTrials } from '../stamps/stamp-trials.handler.js';
import type { StampWish } from '../stamps/stamped-form.js';
import { ContentHashes } from './content-hashes.store.js';
import { ExpiredUploads } from './expired-uploads.handler.js';
import { type Upload, UploadRepository } from './uploads.repository.js';

/** All parts are joined, and the file is not sold yet. */
export const crashBeforeSold = 'upload:before-sold';

/** Makes a file of an upload that has come whole, checks it, and sells it. Every step bears to be done again: whoever asks for an upload that a crash
 *  left here finishes it. */
@Injectable()
export class UploadFinisher {
  private readonly running = new Map<string, Promise<PinnedFile>>();

  @Inject() private readonly objects!: ObjectStore;
  @Inject() private readonly pinned!: PinnedForms;
  @Inject() private readonly hashes!: ContentHashes;
  @Inject() private readonly expired!: ExpiredUploads;
  @Inject() private readonly trials!: StampTrials;

  constructor(
    private readonly uploads: UploadRepository,
    private readonly goods: GoodsStore,
  ) {}

  /** The file as it is sold. Throws DomainError `checksum_mismatch`, after which the upload is no more; `upload_offset_mismatch` where not all of it
   *  is there after all; `file_changed` where its stamp was changed meanwhile, and the next try is with that; a TransientError where it takes longer
   *  than `withinMs`, and goes on. */
  async finish(upload: Upload, withinMs: number): Promise<PinnedFile> {
    if (upload.file !== undefined) return upload.file;
    const running = this.running.get(upload.id) ?? this.begin(upload);
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(() => late.reject(new TransientError('the file is still being checked')), withinMs);
    try {
      return await Promise.race([running, late.promise]);
    } finally {
      clearTimeout(timer);
    }
  }

  private begin(upload: Upload): Promise<PinnedFile> {
    const running = this.sell(upload).finally(() => this.running.delete(upload.id));
    running.catch(() => undefined); // who asked may have gone
    this.running.set(upload.id, running);
    return running;
  }

  private async sell(upload: Upload): Promise<PinnedFile> {
    const { id, merchant, sku, name, objectKey, sizeBytes } = upload;
    if (upload.parts.upload !== undefined) await this.join(upload);
    const sha256 = await this.checked(upload);
    const triedStamp = await this.tried(upload);
    crashPoint(crashBeforeSold);
    const value = { name, objectKey, sha256, sizeBytes: BigInt(sizeBytes) };
    const form = create(DeliverableFormSchema, { form: { case: 'file', value } });
    const version = { merchant, sku, name, content: sha256, form, triedStamp };
    const alongside: FormVersion['alongside'] = (query, { form: current }) => this.uploads.complete(query, id, fileOf(current));
    const file = await this.goods.addVersion({ ...version, alongside }).then(
      (sold) => fileOf(sold.form),
      (error: unknown) => this.soldElsewhere(upload, error),
    );
    this.hashes.forget(id);
    this.pinned.forget({ merchant, sku });
    await this.expired.tidyUp(id).catch(() => undefined); // due work does it then
    return file;
  }

  /** Another replica finished the same upload first: what it sold is the file. */
  private async soldElsewhere({ id }: Upload, error: unknown): Promise<PinnedFile> {
    const isOver = error instanceof DomainError && error.code === 'not_found';
    const file = isOver ? (await this.uploads.byId(id))?.file : undefined;
    if (file === undefined) throw error;
    return file;
  }

  /** A request that was taken over may still store a part over the one that counts. The upload goes back to before it then: throws DomainError
   *  `upload_offset_mismatch`. */
  private async join(upload: Upload): Promise<void> {
    const { id, objectKey, parts } = upload;
    try {
      await this.objects.joinParts(objectKey, parts);
    } catch (error) {
      const fitting = await this.objects.fittingParts(objectKey, parts);
      if (fitting === parts.etags.length) throw error;
      await this.uploads.goBack(upload, fitting);
      this.hashes.forget(id);
      throw new DomainError(
        'upload_offset_mismatch',
        'Upload-Offset',
        'some of the bytes that came were lost: ask where to go on',
      );
    }
  }

  /** The digest of what is stored. Where this replica did not see every byte come, it reads them. */
  private async checked(upload: Upload): Promise<string> {
    const known = this.hashes.digest(upload.id, upload.sizeBytes);
    const stored =
      known === undefined ? await this.objects.digest(upload.objectKey) : { sha256: known, sizeBytes: upload.sizeBytes };
    invariant(stored.sizeBytes === upload.sizeBytes, 'the parts of an upload make its whole file');
    if (upload.sha256 === undefined || upload.sha256 === stored.sha256) return stored.sha256;
    await this.giveUp(upload);
    throw new DomainError(
      'checksum_mismatch',
      'Upload-Metadata',
      'the bytes that arrived have another SHA-256; the upload is given up',
    );
  }

  /** What replaces a file with a stamp must take that, too. */
  private async tried(upload: Upload): Promise<StampWish | undefined> {
    try {
      return await this.trials.ofUpload(upload, upload);
    } catch (error) {
      if (error instanceof DomainError) await this.giveUp(upload);
      throw error;
    }
  }

  private async giveUp({ id }: Upload): Promise<void> {
    if (await this.uploads.giveUp(id)) await this.expired.schedule(id, new Date(0));
    this.hashes.forget(id);
  }
}

const fileOf = (form: DeliverableForm['form']): PinnedFile => {
  invariant(form.case === 'file', 'what has the name of a file is a file');
  return create(PinnedFileSchema, sourceOf(form.value));
};
