import { z } from 'zod';
import { refusal } from '../validation/field-error.js';

const MAX_LIMIT = 100;
const DEFAULT_LIMIT = 50;

const limit = z
  .string()
  .regex(/^([1-9]\d?|100)$/, 'invalid_limit')
  .transform(Number)
  .default(DEFAULT_LIMIT)
  .meta({ description: `1 to ${MAX_LIMIT}, ${DEFAULT_LIMIT} unless given`, example: '20' });
const cursor = z
  .string()
  .max(200, 'invalid_cursor')
  .regex(/^[A-Za-z0-9_.~:-]+$/, 'invalid_cursor')
  .default('')
  .meta({ description: 'The nextCursor of the page before' });

/** `?limit=1..100&cursor=`: what every list takes. A search takes more: `listSchema.extend({ … })`. */
export const listSchema = z.strictObject({ limit, cursor });

export type ListQuery = z.infer<typeof listSchema>;

/** A page as it is answered, for the documentation. */
export const listOf = (item: z.ZodType, id: string) =>
  z.strictObject({ data: z.array(item), nextCursor: z.string().nullable() }).meta({ id });

export interface Page<T> {
  readonly data: readonly T[];
  readonly nextCursor: string | null;
}

/** The page of a list in memory that follows the item whose id is the cursor. Throws DomainError `invalid_cursor` when there is no such item. */
export const pageAfter = <T extends { readonly id: string }>(
  items: readonly T[],
  { limit: count, cursor: after }: { readonly limit: number; readonly cursor: string },
): Page<T> => {
  const start = after === '' ? 0 : items.findIndex(({ id }) => id === after) + 1;
  if (after !== '' && start === 0) throw refusal('invalid_cursor', 'cursor');
  const data = items.slice(start, start + count);
  const isLast = start + count >= items.length;
  return { data, nextCursor: isLast ? null : (data.at(-1)?.id ?? null) };
};
