import { Injectable } from '@nestjs/common';
import { DomainError } from '@tollgate/errors';
import { GoodsStore } from '../goods/goods.repository.js';
import { kindOf, maxSourceBytes } from '../marking/mark.js';
import { Markers } from '../marking/markers.client.js';
import { MarkingBrokeOff } from '../marking/marking-broke-off.js';
import { fillStamp, type StampPages } from '../marking/stamp-text.js';
import { ObjectStore } from '../objects/objects.store.js';
import type { CopiedFile } from './copies.repository.js';
import type { StampWish } from './stamped-form.js';

/** The bytes that are tried. */
export interface TriedFile {
  readonly objectKey: string;
  readonly sizeBytes: number;
}

const order = 'ord_00000000000000000000000000000000';
/** Somebody whom every family of fonts is needed for. */
const somebody = { name: 'Ann 김철수 محمد 张伟 🦊', email: 'ann@example.com', order, date: '2026-01-01' };

/** Marks a file for nobody, so that what takes no stamp is refused before anybody pays for it. */
@Injectable()
export class StampTrials {
  constructor(
    private readonly goods: GoodsStore,
    private readonly objects: ObjectStore,
    private readonly markers: Markers,
  ) {}

  /** Throws DomainError `unstampable_file`, `file_too_large`, and those of `Markers.mark`, also where marking breaks off; a TransientError where too
   *  many wait. */
  async of(name: string, { objectKey, sizeBytes }: TriedFile, { text, pages }: StampWish): Promise<void> {
    const kind = kindOf(name);
    if (kind === undefined) throw new DomainError('unstampable_file', '/name', 'a PDF or an EPUB takes a stamp');
    if (sizeBytes > maxSourceBytes)
      throw new DomainError('file_too_large', '/name', `up to ${maxSourceBytes} bytes take a stamp`);
    const mark = { text: fillStamp(text, somebody), order, pages: pages as StampPages };
    await this.markers.mark('trial', { kind, mark, read: () => this.objects.read(objectKey) }).catch(refuse);
  }

  /** Of what is about to take the place of a file, where that has a stamp. Answers the one that was tried. */
  async ofUpload(place: CopiedFile, file: TriedFile): Promise<StampWish | undefined> {
    const stamp = (await this.goods.currentFile(place))?.file.stamp;
    if (stamp !== undefined) await this.of(place.name, file, stamp);
    return stamp;
  }
}

/** Nobody has paid yet: what breaks off is refused at once. */
const refuse = (error: unknown): never => {
  throw error instanceof MarkingBrokeOff ? new DomainError(error.code, '/name', error.message) : error;
};
