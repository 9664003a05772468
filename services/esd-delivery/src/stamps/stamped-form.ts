import { create, type DeliverableForm, DeliverableFormSchema, type PinnedFile, type Stamp } from '@tollgate/contracts';
import { isStamped, sourceOf } from '@tollgate/order';

/** What is written on a file's copies, and where. */
export type StampWish = Pick<Stamp, 'text' | 'pages'>;

/** The file as it is sold with a stamp from now on, or without one. */
export const stampedForm = (file: PinnedFile, stamp: StampWish | undefined): DeliverableForm => {
  const { name, sizeBytes, sha256, objectKey } = sourceOf(file);
  const value =
    stamp === undefined
      ? { name, sizeBytes, sha256, objectKey }
      : { name, stamp: { text: stamp.text, pages: stamp.pages, sizeBytes, sha256, objectKey } };
  return create(DeliverableFormSchema, { form: { case: 'file', value } });
};

/** What the copies of a file are made of, stamp and bytes: two of which it is the same are made the same. Of a file that is delivered as it is,
 *  its digest. */
export const contentOf = (file: PinnedFile): string =>
  isStamped(file) ? `${sourceOf(file).sha256} ${file.stamp.pages} ${file.stamp.text}` : file.sha256;
