import type { FileVersion, Good, LicenseKeys, PinnedFile } from '@tollgate/contracts';
import { sourceOf } from '@tollgate/order';
import { toJsonInteger } from '../orders/json-integer.js';

/** A file of a good as it was uploaded; where its bytes lie is none of the merchant's business. */
export const describeFile = (file: PinnedFile) => {
  const { name, sizeBytes, sha256 } = sourceOf(file);
  return { name, size: toJsonInteger(sizeBytes), sha256 };
};

/** The same with its number and time; neither where a former release of esd-delivery told of it. */
export const describeVersion = ({ file, version, addedAt }: Pick<FileVersion, 'file' | 'version' | 'addedAt'>) =>
  file === undefined
    ? []
    : [{ ...describeFile(file), version: version || null, addedAt: addedAt || null, stamp: describeStamp(file) }];

const describeStamp = ({ stamp }: PinnedFile) => (stamp === undefined ? null : { text: stamp.text, pages: stamp.pages });

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
