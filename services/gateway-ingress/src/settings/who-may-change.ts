import { DomainError } from '@tollgate/errors';
import type { Caller } from '../api-keys/api-keys.repository.js';
import { guardedAreas } from './guarded-areas.data.js';

const ownersOnly =
  'Only owners may change this area, in Tollgate Central: it guards money, also against whoever holds an API key.';

/** Throws DomainError `not_allowed` where the area guards money, to whoever may not set its limits: no API key may, whatever its scopes. */
export const refuseUnlessMayChange = (area: string, { rights }: Pick<Caller, 'rights'>): void => {
  if (guardedAreas.has(area) && rights?.has('limits:write') !== true) throw new DomainError('not_allowed', undefined, ownersOnly);
};
