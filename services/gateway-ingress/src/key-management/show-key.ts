import { toPublicId } from '@tollgate/contracts';
import type { IssuedKey } from './issued-keys.repository.js';

/** A key as people see it: what it is called, not what it is. */
export const showKey = ({ id, name, createdAt, createdBy, revokedAt, scopes }: IssuedKey, mode: 'test' | 'live') => ({
  id: toPublicId('key', id),
  name,
  mode,
  createdAt: createdAt.toISOString(),
  createdBy,
  revokedAt: revokedAt?.toISOString() ?? null,
  scopes,
});
