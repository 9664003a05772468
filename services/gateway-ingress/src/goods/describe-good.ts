import type { FileVersion, Good, LicenseKeys, PinnedFile } from '@tollgate/contracts';
import { toJsonInteger } from '../orders/json-integer.js';

/** A file of a good; where its bytes lie is none of the merchant's business. */
export const describeFile = ({ name, sizeBytes, sha256 }: Pick<PinnedFile, 'name' | 'sizeBytes' | 'sha256'>) => ({
  name,
  size: toJsonInteger(sizeBytes),
  sha256,
});

/** The same with its number and time; neither where a former release of esd-delivery told of it. */
export const describeVersion = ({ file, version, addedAt }: Pick<FileVersion, 'file' | 'version' | 'addedAt'>) =>
  file === undefined ? [] : [{ ...describeFile(file), version: version || null, addedAt: addedAt || null }];

/** A good as the merchant sees it. */
export const describeGood = ({ sku, kind, description, delivery, files, versions, forms }: Good) => ({
  sku,
  kind,
  description,
  delivery: delivery || 'pinned',
  files: files
    .flatMap((file) => versions.find((one) => one.file?.name === file.name) ?? { file, version: 0, addedAt: '' })
    .flatMap(describeVersion),
  licenseKeys: forms.flatMap(({ form }) => (form.case === 'licenseKeys' ? [keysOf(form.value)] : []))[0] ?? null,
});

const keysOf = ({ kind, activations }: LicenseKeys) => ({ kind, activations });
