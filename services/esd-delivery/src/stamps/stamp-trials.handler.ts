import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '@tollgate/errors';
import { sourceOf } from '@tollgate/order';
import { GoodsStore } from '../goods/goods.repository.js';
import { kindOf, maxSourceBytes } from '../marking/mark.js';
import { Markers } from '../marking/markers.client.js';
import { MarkingBrokeOff } from '../marking/marking-broke-off.js';
import { checkStamp, fillStamp, type StampPages, type StampValues } from '../marking/stamp-text.js';
import { ObjectStore } from '../objects/objects.store.js';
import { type CopiedFile, StampedCopies } from './copies.repository.js';
import { type StampWish, stampIn } from './stamped-form.js';

/** The bytes that are tried. */
export interface TriedFile {
  readonly objectKey: string;
  readonly sizeBytes: number;
}

const order = 'ord_00000000000000000000000000000000';
/** Somebody whom every family of fonts is needed for. */
const somebody = { name: 'Ann 김철수 محمد 张伟 🦊', email: 'ann@example.com', order, date: '2026-01-01' };

/** Whom a sample is made out to, by names that everybody takes for what they are. */
const sampleBuyer = { name: 'Ann Buyer', email: 'ann@example.com', order };

/** Marks a file for nobody, so that what takes no stamp is refused before anybody pays for it. */
@Injectable()
export class StampTrials {
  @Inject() private readonly copies!: StampedCopies;

  constructor(
    private readonly goods: GoodsStore,
    private readonly objects: ObjectStore,
    private readonly markers: Markers,
  ) {}

  /** Throws DomainError `unstampable_file`, `file_too_large`, and those of `Markers.mark`, also where marking breaks off; a TransientError where too
   *  many wait. */
  async of(name: string, file: TriedFile, stamp: StampWish): Promise<void> {
    await this.marked({ name, ...file }, stamp, somebody);
  }

  /** A copy of what is sold as a buyer would get it with this stamp. Throws DomainError `not_found`, `invalid_stamp_text`, `invalid_stamp_pages`, and
   *  what `of` throws. */
  async sample(place: CopiedFile, stamp: StampWish, date: string): Promise<Uint8Array> {
    checkStamp(stamp);
    const sold = await this.goods.currentFile(place);
    if (sold === undefined) throw new DomainError('not_found');
    const { objectKey, sizeBytes } = sourceOf(sold.file);
    return this.marked({ name: place.name, objectKey, sizeBytes: Number(sizeBytes) }, stamp, { ...sampleBuyer, date });
  }

  private async marked(
    { name, objectKey, sizeBytes }: TriedFile & Pick<CopiedFile, 'name'>,
    { text, pages }: StampWish,
    values: StampValues,
  ): Promise<Uint8Array> {
    const kind = kindOf(name);
    if (kind === undefined) throw new DomainError('unstampable_file', '/name', 'a PDF or an EPUB takes a stamp');
    if (sizeBytes > maxSourceBytes)
      throw new DomainError('file_too_large', '/name', `up to ${maxSourceBytes} bytes take a stamp`);
    const mark = { text: fillStamp(text, values), order, pages: pages as StampPages };
    return this.markers.mark('trial', { kind, mark, read: () => this.objects.read(objectKey) }).catch(refuse);
  }

  /** Of what is about to take the place of a file, where that has a stamp, or buyers have a right to one. Answers the one of the file. Throws
   *  DomainError `stamped_copies_owed`, and what `of` throws. */
  async ofUpload(place: CopiedFile, file: TriedFile): Promise<StampWish | undefined> {
    const stamp = (await this.goods.currentFile(place))?.file.stamp;
    if (stamp === undefined) await this.ofOwed(place, file);
    else await this.of(place.name, file, stamp);
    return stamp;
  }

  /** Where links deliver the newest version, whoever bought with a stamp that was taken away since gets it on these bytes, too. */
  private async ofOwed(place: CopiedFile, file: TriedFile): Promise<void> {
    if ((await this.goods.find(place))?.delivery !== 'latest') return;
    const owed = stampIn((await this.copies.owed(place)) ?? '');
    if (owed !== undefined) await this.of(place.name, file, owed).catch(refuseOwed);
  }
}

/** Nobody has paid yet: what breaks off is refused at once. */
const refuse = (error: unknown): never => {
  throw error instanceof MarkingBrokeOff ? new DomainError(error.code, '/name', error.message) : error;
};

const refuseOwed = (error: unknown): never => {
  if (!(error instanceof DomainError)) throw error;
  throw new DomainError('stamped_copies_owed', '/name', `buyers of a version with a stamp would get this one: ${error.code}`);
};
