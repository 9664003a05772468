import { refusal } from '../validation/field-error.js';

/** How many somebody may have in a store. */
export const MAX_FILTERS = 50;

/** Who does something with filters. */
export interface FilterActor {
  /** uuid */
  readonly user: string;
  /** They look after what all of the store see. */
  readonly canShare: boolean;
}

/** What a change is to all of the store, who see shared filters; undefined where only who has the filter sees it. */
export const sharedAction = (
  wasShared: boolean,
  isShared: boolean,
): 'filter_shared' | 'filter_changed' | 'filter_removed' | undefined => {
  if (wasShared) return isShared ? 'filter_changed' : 'filter_removed';
  return isShared ? 'filter_shared' : undefined;
};

/** Throws DomainError `too_many_filters`. `count`: how many they have. */
export const refuseIfFull = (count: number): void => {
  if (count >= MAX_FILTERS) throw refusal('too_many_filters');
};

/** Throws DomainError `not_allowed`: only who looks after the store shows something to all of it. */
export const refuseSharing = ({ canShare }: FilterActor, isShared: boolean | undefined): void => {
  if (isShared === true && !canShare) throw refusal('not_allowed');
};

/** The filter that is to be changed: everybody changes their own; one that all see also who looks after the store. Throws DomainError `not_found` for
 *  one that they do not see, and `not_allowed`. */
export const refuseChange = <T extends { readonly user: string; readonly isShared: boolean }>(
  { user, canShare }: FilterActor,
  filter: T | undefined,
): T => {
  if (filter === undefined || (filter.user !== user && !filter.isShared)) throw refusal('not_found');
  if (filter.user !== user && !canShare) throw refusal('not_allowed');
  return filter;
};
