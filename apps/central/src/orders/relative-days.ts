import type { Days } from '@tollgate/report-tables';
import { daysAfter } from '../format/format-time.js';
import { periodNamed } from '../reports/period/period.js';

/** Days that go by today, in the order of the menu. Weeks begin on Monday (ISO 8601). */
export const relativeDays = [
  'today',
  'yesterday',
  'last_7_days',
  'last_30_days',
  'this_week',
  'last_week',
  'this_month',
  'last_month',
] as const;
export type RelativeDays = (typeof relativeDays)[number];

export const isRelative = (text: string): text is RelativeDays => relativeDays.some((one) => one === text);

/** Which days those are, seen from one. Both ends are included; today is the last of the last seven. */
export const daysNamed = (name: RelativeDays, today: string): Days => {
  if (name === 'last_7_days') return { from: daysAfter(today, -6), to: today };
  if (name === 'last_30_days') return { from: daysAfter(today, -29), to: today };
  const { from, to } = periodNamed(name, today);
  return { from, to };
};
