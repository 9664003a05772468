import type { OrderLines } from '../baskets/basket-lines.js';
import type { FieldError } from '../validation/field-error.js';

/** A line of an order whose keys come out of a pool. */
export interface PoolLine {
  /** From 1. */
  readonly line: number;
  readonly sku: string;
  readonly quantity: number;
}

/** So many keys one order can grant: they lie in one event. */
export const MOST_KEYS = 500;

const keysOf = ({ forms = [] }: OrderLines[number]): readonly string[] =>
  forms.flatMap(({ form }) => (form?.case === 'licenseKeys' ? [form.value.kind ?? ''] : []));

/** What has to be kept for an order before it is placed. */
export const poolLines = (lines: OrderLines): readonly PoolLine[] =>
  lines.flatMap((line, index) =>
    keysOf(line).includes('pool') ? [{ line: index + 1, sku: line.sku ?? '', quantity: line.quantity ?? 1 }] : [],
  );

/** `too_many_keys` where an order would have more than one event holds. */
export const checkKeyCount = (lines: OrderLines): readonly FieldError[] => {
  const count = lines.reduce((sum, line) => sum + (keysOf(line).length > 0 ? (line.quantity ?? 1) : 0), 0);
  return count > MOST_KEYS ? [{ code: 'too_many_license_keys', field: '/items' }] : [];
};
