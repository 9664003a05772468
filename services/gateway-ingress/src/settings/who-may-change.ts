import { DomainError } from '@tollgate/errors';
import type { Right } from '../roles/roles.data.js';
import { refusal } from '../validation/field-error.js';
import { guardedAreas } from './guarded-areas.data.js';

const peopleOnly =
  'Only people may change this area, in Tollgate Central: it guards money, also against whoever holds an API key.';

/** Throws DomainError `not_allowed` where the area guards money: to a person without the right to do what it guards, and to an API key, which has no
 *  rights of its own (undefined). */
export const refuseUnlessMayChange = (area: string, rights: ReadonlySet<Right> | undefined): void => {
  const right = guardedAreas.get(area);
  if (right === undefined) return;
  if (rights === undefined) throw new DomainError('not_allowed', undefined, peopleOnly);
  if (!rights.has(right)) throw refusal('not_allowed');
};
