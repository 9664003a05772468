import type { StampKind } from './stamp-text.js';

/** A file that a stamp can be put on. */
export interface StampedFile {
  readonly sku: string;
  readonly name: string;
  readonly kind: StampKind;
}

/** Where its stamp is set, in the store's API. */
export const stampPath = ({ sku, name }: Pick<StampedFile, 'sku' | 'name'>): string =>
  `/goods/${encodeURIComponent(sku)}/files/${encodeURIComponent(name)}/stamp`;
