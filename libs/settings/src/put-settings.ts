import { type MerchantEvent, newEvent } from '@tollgate/contracts';
import { DomainError } from '@tollgate/errors';
import type { MerchantSettings } from '@tollgate/order';

export interface PutSettings {
  readonly area: string;
  /** JSON, valid. */
  readonly document: string;
  /** The version that the merchant saw; -1: whatever is there. */
  readonly expectedVersion: number;
}

const ANY_VERSION = -1;

/** Sets an area as a whole. Answers [] when it is set like that already. Throws DomainError `settings_changed` when
 *  another version is there than the merchant saw. */
export const putSettings = (
  { areas }: MerchantSettings,
  { area, document, expectedVersion }: PutSettings,
): readonly MerchantEvent[] => {
  const current = areas[area];
  const version = current?.version ?? 0;
  if (expectedVersion !== ANY_VERSION && expectedVersion !== version) {
    throw new DomainError('settings_changed', undefined, `The settings were changed meanwhile: they are at version ${version}.`);
  }
  return current?.document === document ? [] : [newEvent('SettingsChanged', { area, document })];
};
