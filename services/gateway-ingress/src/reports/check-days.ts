import { checkRange } from '../validation/check-range.js';
import type { FieldError } from '../validation/field-error.js';

const DAY_MS = 86_400_000;
const MAX_DAYS = 366;

/** Milliseconds at the begin of a day in UTC; undefined for 2026-02-30. */
const beginOf = (day: string): number | undefined => {
  const ms = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(day) ? ms : undefined;
};

/** What is wrong with a range of days: `invalid_date` of either, `invalid_date_range` when it runs backward or is longer than a year. */
export const checkDays = (from: string, to: string): readonly FieldError[] => {
  const [begin, end] = [beginOf(from), beginOf(to)];
  if (begin === undefined) return [{ code: 'invalid_date', field: 'from' }];
  if (end === undefined) return [{ code: 'invalid_date', field: 'to' }];
  // The last day belongs to the range: it ends where the next one begins.
  return checkRange({ begin, end: end + DAY_MS }, MAX_DAYS * DAY_MS);
};
