import { fromPublicId } from '@tollgate/contracts';
import { refusal } from '../validation/field-error.js';

/** The uuid of a public id in an address. Throws DomainError `not_found`: what is no id names nothing. */
export const uuidOf = (prefix: string, id: string): string => {
  const uuid = fromPublicId(prefix, id);
  if (uuid === undefined) throw refusal('not_found');
  return uuid;
};
