import type { FieldError } from '../validation/field-error.js';

/** What a new account is made of; an invitation to an address that has one needs none of it. */
export interface AccountParts {
  readonly name?: string | undefined;
  readonly password?: string | undefined;
  readonly language?: string | undefined;
}

/** `required` for each of them that a new account lacks. */
export const missingParts = ({ name, password }: AccountParts): readonly FieldError[] =>
  Object.entries({ name, password })
    .filter(([, value]) => value === undefined)
    .map(([field]) => ({ code: 'required', field: `/${field}` }));
