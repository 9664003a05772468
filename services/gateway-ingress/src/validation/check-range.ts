import type { FieldError } from './field-error.js';

/** A time from its begin, which belongs to it, to its end, which does not: milliseconds since 1970. */
export interface Range {
  readonly begin: number;
  readonly end: number;
}

/** `invalid_date_range` of a range that does not begin before it ends, or is longer than `mostMs` milliseconds. */
export const checkRange = ({ begin, end }: Range, mostMs = Number.POSITIVE_INFINITY): readonly FieldError[] =>
  begin < end && end - begin <= mostMs ? [] : [{ code: 'invalid_date_range', field: 'to' }];
