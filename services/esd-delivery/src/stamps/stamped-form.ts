import {
  create,
  type DeliverableForm,
  DeliverableFormSchema,
  type PinnedFile,
  PinnedFileSchema,
  type Stamp,
} from '@tollgate/contracts';
import { isStamped, sourceOf } from '@tollgate/order';

/** What is written on a file's copies, and where. */
export type StampWish = Pick<Stamp, 'text' | 'pages'>;

/** The file as it is sold with a stamp from now on, or without one. */
export const stampedForm = (file: PinnedFile, stamp: StampWish | undefined): DeliverableForm =>
  create(DeliverableFormSchema, { form: { case: 'file', value: stampedFile(file, stamp) } });

const stampedFile = (file: PinnedFile, stamp: StampWish | undefined): PinnedFile => {
  const { name, sizeBytes, sha256, objectKey } = sourceOf(file);
  const value =
    stamp === undefined
      ? { name, sizeBytes, sha256, objectKey }
      : { name, stamp: { text: stamp.text, pages: stamp.pages, sizeBytes, sha256, objectKey } };
  return create(PinnedFileSchema, value);
};

/** A newer version of a file as an order gets it: what was sold with a stamp is never delivered without one, also where it was taken away since. */
export const withStampOf = (pinned: PinnedFile, newer: PinnedFile): PinnedFile =>
  isStamped(pinned) && !isStamped(newer) ? stampedFile(newer, pinned.stamp) : newer;

/** The digest of the bytes that a copy is made of, by its content. */
export const sourceDigest = (content: string): string => content.split(' ', 1)[0] ?? '';

/** The stamp that a copy bears, by its content; undefined of a file that is delivered as it is. */
export const stampIn = (content: string): StampWish | undefined => {
  const [, pages, text] = /^\S+ (\S+) (.*)$/s.exec(content) ?? [];
  return pages === undefined || text === undefined ? undefined : { text, pages };
};

/** What the copies of a file are made of, stamp and bytes: two of which it is the same are made the same. Of a file that is delivered as it is,
 *  its digest. */
export const contentOf = (file: PinnedFile): string =>
  isStamped(file) ? `${sourceOf(file).sha256} ${file.stamp.pages} ${file.stamp.text}` : file.sha256;
