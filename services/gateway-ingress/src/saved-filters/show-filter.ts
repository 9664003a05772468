import { toPublicId } from '@tollgate/contracts';
import type { SavedQuery } from './saved-filter.schema.js';

/** A saved filter as it is kept. */
export interface KeptFilter {
  /** uuid */
  readonly id: string;
  /** uuid of who made it. */
  readonly user: string;
  readonly name: string;
  readonly query: SavedQuery;
  readonly isShared: boolean;
  readonly createdAt: Date;
}

/** A saved filter as somebody sees it. */
export const showFilter = ({ id, user, name, query, isShared, createdAt }: KeptFilter, viewer: string) => ({
  id: toPublicId('flt', id),
  name,
  query,
  shared: isShared,
  own: user === viewer,
  createdAt: createdAt.toISOString(),
});
