import { Injectable } from '@nestjs/common';
import { DomainError } from '@tollgate/errors';
import { isStamped, sourceOf } from '@tollgate/order';
import { type FileVersion, GoodsStore } from '../goods/goods.repository.js';
import { PinnedForms } from '../goods/pinned-forms.repository.js';
import { checkStamp } from '../marking/stamp-text.js';
import type { CopiedFile } from './copies.repository.js';
import { StampTrials } from './stamp-trials.handler.js';
import { contentOf, type StampWish, stampedForm } from './stamped-form.js';

/** Whether the file of a good is delivered as it is, or marked for each buyer. Either makes a version, so that orders keep what was so when they
 *  were placed. */
@Injectable()
export class PutStamp {
  constructor(
    private readonly goods: GoodsStore,
    private readonly pinned: PinnedForms,
    private readonly trials: StampTrials,
  ) {}

  /** Throws DomainError `not_found`, `invalid_stamp_text`, `invalid_stamp_pages`, `file_changed`, and those of `StampTrials.of`. */
  async put(place: CopiedFile, wish: StampWish): Promise<FileVersion> {
    checkStamp(wish);
    const sold = await this.sold(place);
    // Whoever asked before, and waited too long, finds it done.
    if (sold.file.stamp?.text === wish.text && sold.file.stamp.pages === wish.pages) return sold;
    const { objectKey, sizeBytes } = sourceOf(sold.file);
    await this.trials.of(place.name, { objectKey, sizeBytes: Number(sizeBytes) }, wish);
    return this.sell(place, sold, wish);
  }

  /** Throws DomainError `not_found`, `file_changed`. */
  async remove(place: CopiedFile): Promise<FileVersion> {
    const sold = await this.sold(place);
    return isStamped(sold.file) ? this.sell(place, sold, undefined) : sold;
  }

  async sold(place: CopiedFile): Promise<FileVersion> {
    const sold = await this.goods.currentFile(place);
    if (sold === undefined) throw new DomainError('not_found');
    return sold;
  }

  private async sell(place: CopiedFile, { file }: FileVersion, wish: StampWish | undefined): Promise<FileVersion> {
    const form = stampedForm(file, wish);
    const content = form.form.case === 'file' ? contentOf(form.form.value) : '';
    await this.goods.addVersion({ ...place, content, form, replaces: contentOf(file) });
    this.pinned.forget(place);
    return this.sold(place);
  }
}
