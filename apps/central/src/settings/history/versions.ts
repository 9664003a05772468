import { type Change, changesBetween, type Json } from '../document.js';

/** A version of an area, as the API answers it. */
export interface SettingsVersion {
  readonly id: string;
  readonly version: number;
  readonly changedAt: string;
  /** `usr_…` or `key_…` */
  readonly by: string | null;
  readonly document: Json;
}

/** A version with what it changed of the one before. */
export interface ChangedVersion extends SettingsVersion {
  /** Undefined for the first one, before which the defaults held. */
  readonly changes: readonly Change[] | undefined;
}

/** Versions, newest first, each against the one that follows it here. What the last of them changed is known once those before it are read. */
export const changesOf = (versions: readonly SettingsVersion[], isWhole: boolean): readonly ChangedVersion[] => {
  const changed = versions.map((version, index): ChangedVersion => {
    const before = versions[index + 1];
    return { ...version, changes: before === undefined ? undefined : changesBetween(before.document, version.document) };
  });
  return isWhole ? changed : changed.slice(0, -1);
};
