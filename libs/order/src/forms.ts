import type { Entitlement as EntitlementData, LicenseKeys, PinnedFile, Stamp } from '@tollgate/contracts';
import type { Entitlement } from './delivery.js';

/** A form of delivery that this release knows; one of a later release has no case. */
export type KnownForm = Exclude<EntitlementData['form'], { case: undefined }>;
export type FormCase = KnownForm['case'];

/** One answer for each form; the compiler asks whoever has one for the next form too. */
export type ByForm<T> = { readonly [Case in FormCase]: (value: Extract<KnownForm, { case: Case }>['value']) => T };

/** What a table says of a form. */
export const ofForm = <T>(table: ByForm<T>, form: KnownForm): T =>
  (table[form.case] as (value: KnownForm['value']) => T)(form.value);

/** What everybody who shows a thing tells of it. */
export interface Thing {
  /** As the customer reads it. */
  readonly name: string;
  /** Of what is fetched to its last byte; undefined for what its page shows, and for a copy that is made for its buyer, before it is. */
  readonly sizeBytes: bigint | undefined;
  /** Of its bytes, hexadecimal; undefined where it has none, or none yet. */
  readonly sha256: string | undefined;
}

const things: ByForm<Thing> = {
  file: ({ name, sizeBytes, sha256, stamp }: PinnedFile) =>
    stamp === undefined ? { name, sizeBytes, sha256 } : { name, sizeBytes: undefined, sha256: undefined },
  licenseKeys: ({ keys }: LicenseKeys) => ({
    name: keys.length > 1 ? 'License keys' : 'License key',
    sizeBytes: undefined,
    sha256: undefined,
  }),
};

/** What the form delivers. */
export const thingOf = (form: KnownForm): Thing => ofForm(things, form);

const fetched: ByForm<boolean> = { file: () => true, licenseKeys: () => false };

/** Whether the customer has it once its last byte arrived, which its link allows so many times, and not before. */
export const isFetched = (form: KnownForm): boolean => ofForm(fetched, form);

/** A file of which each buyer gets a copy of their own. */
export type StampedFile = PinnedFile & { readonly stamp: Stamp };
export const isStamped = (file: PinnedFile): file is StampedFile => file.stamp !== undefined;

/** The file as its merchant uploaded it. */
export const sourceOf = (file: PinnedFile): Pick<PinnedFile, 'name' | 'sizeBytes' | 'sha256' | 'objectKey'> => {
  const { sizeBytes, sha256, objectKey } = file.stamp ?? file;
  return { name: file.name, sizeBytes, sha256, objectKey };
};

/** An entitlement that this release can show and deliver. */
export type KnownEntitlement = Entitlement & { readonly form: KnownForm };
export const isKnown = <T extends { readonly form: EntitlementData['form'] }>(one: T): one is T & { readonly form: KnownForm } =>
  one.form.case !== undefined && Object.hasOwn(things, one.form.case);

/** An entitlement whose form is a file. */
export type FileEntitlement = Entitlement & { readonly form: Extract<KnownForm, { case: 'file' }> };
export const isFile = (one: Entitlement): one is FileEntitlement => one.form.case === 'file';

/** An entitlement whose form are license keys, one for each piece. */
export type KeysEntitlement = Entitlement & { readonly form: Extract<KnownForm, { case: 'licenseKeys' }> };
export const isLicenseKeys = (one: Entitlement): one is KeysEntitlement => one.form.case === 'licenseKeys';
