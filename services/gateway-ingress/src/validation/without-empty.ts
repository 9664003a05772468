import { z } from 'zod';

/** By schema, what of a body is read as it came though it be empty: `all`, where null says something; or the members whose absence asks for
 *  all that is left, as a form's field that was left blank must not move all the money. */
export const emptyKept = z.registry<{ readonly members: 'all' | readonly string[] }>();

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

const isContainer = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Whether anything in it would be left out: most requests have nothing of the kind, and are not copied. */
const hasEmpty = (value: object): boolean =>
  Array.isArray(value)
    ? value.some((item) => isContainer(item) && hasEmpty(item))
    : Object.values(value).some((member) => isEmpty(member) || (isContainer(member) && hasEmpty(member)));

const copy = (value: unknown): unknown => {
  if (!isContainer(value)) return value;
  if (Array.isArray(value)) return value.map(copy);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => !isEmpty(member))
      .map(([name, member]) => [name, copy(member)]),
  );
};

/** A JSON value in which a member that is null, or text of nothing but blanks, counts as not sent, at every depth: forms send what was left
 *  blank in one of these ways. What stands in a list stays, as its place says something. */
export const withoutEmpty = (value: unknown): unknown => (isContainer(value) && hasEmpty(value) ? copy(value) : value);

/** The same for the body of a schema, but for what `emptyKept` says of it. */
export const bodyWithoutEmpty = (schema: z.ZodType, body: object): unknown => {
  const { members = [] } = emptyKept.get(schema) ?? {};
  if (members === 'all') return body;
  const kept = Object.entries(body).filter(([name, value]) => members.includes(name) && isEmpty(value));
  return kept.length === 0 ? withoutEmpty(body) : { ...(withoutEmpty(body) as object), ...Object.fromEntries(kept) };
};
