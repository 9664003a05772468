import { DomainError } from '@tollgate/errors';
import { isFilePath, isSku } from '@tollgate/order';

const control = /\p{Cc}/u;
const maxDescriptionLength = 500;

export interface DescribedGood {
  readonly sku: string;
  readonly kind: string;
  readonly description: string;
  /** pinned | latest; empty where it is to stay as it is. */
  readonly delivery: string;
}

/** Throws DomainError `invalid_sku`, `invalid_kind`, `invalid_description`, `invalid_delivery`. */
export const checkGood = ({ sku, kind, description, delivery }: DescribedGood): void => {
  if (!isSku(sku))
    throw new DomainError(
      'invalid_sku',
      '/sku',
      'up to 64 letters, digits, dots, hyphens and underscores, the first a letter or digit',
    );
  if (kind !== 'digital' && kind !== 'physical') throw new DomainError('invalid_kind', '/kind', 'digital or physical');
  if (!['', 'pinned', 'latest'].includes(delivery)) throw new DomainError('invalid_delivery', '/delivery', 'pinned or latest');
  if (description.length > maxDescriptionLength || control.test(description)) {
    throw new DomainError('invalid_description', '/description', `up to ${maxDescriptionLength} characters on one line`);
  }
};

/** A name that the customer's computer can save, in folders or not. Throws DomainError `invalid_file_name`. */
export const checkFileName = (name: string): void => {
  if (!isFilePath(name)) throw new DomainError('invalid_file_name', '/name');
};
