import type { Entitlement as EntitlementData, LicenseKeys, PinnedFile } from '@tollgate/contracts';
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
  /** Of what is fetched to its last byte, which its link allows so many times; undefined for what its page shows. */
  readonly sizeBytes: bigint | undefined;
  /** Of its bytes, hexadecimal; undefined where it has none. */
  readonly sha256: string | undefined;
}

const things: ByForm<Thing> = {
  file: ({ name, sizeBytes, sha256 }: PinnedFile) => ({ name, sizeBytes, sha256 }),
  licenseKeys: ({ keys }: LicenseKeys) => ({
    name: keys.length > 1 ? 'License keys' : 'License key',
    sizeBytes: undefined,
    sha256: undefined,
  }),
};

/** What the form delivers. */
export const thingOf = (form: KnownForm): Thing => ofForm(things, form);

/** Whether the customer has it once its last byte arrived, and not before. */
export const isFetched = (form: KnownForm): boolean => thingOf(form).sizeBytes !== undefined;

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
