import type { Good, LicenseKeys, PinnedFile } from '@tollgate/contracts';
import { toJsonInteger } from '../orders/json-integer.js';

/** A file of a good; where its bytes lie is none of the merchant's business. */
export const describeFile = ({ name, sizeBytes, sha256 }: Pick<PinnedFile, 'name' | 'sizeBytes' | 'sha256'>) => ({
  name,
  size: toJsonInteger(sizeBytes),
  sha256,
});

/** A good as the merchant sees it. */
export const describeGood = ({ sku, kind, description, files, forms }: Good) => ({
  sku,
  kind,
  description,
  files: files.map(describeFile),
  licenseKeys: forms.flatMap(({ form }) => (form.case === 'licenseKeys' ? [keysOf(form.value)] : []))[0] ?? null,
});

const keysOf = ({ kind, activations }: LicenseKeys) => ({ kind, activations });
