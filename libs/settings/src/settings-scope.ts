import { DomainError } from '@tollgate/errors';
import type { SettingsScope } from './settings-hints.js';

/** Throws DomainError `not_found` where it names no merchant or no mode. */
export const scopeOf = ({ merchant, mode }: { readonly merchant: string; readonly mode: string }): SettingsScope => {
  if (merchant === '' || (mode !== 'test' && mode !== 'live')) throw new DomainError('not_found');
  return { merchant, mode };
};
