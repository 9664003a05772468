import { DomainError } from '@tollgate/errors';
import { isCurrency } from '@tollgate/money';
import { timeZone } from '@tollgate/order';
import { salesPeriod } from '../sales/sales-period.js';
import { type FormatName, isFormat } from './export-formats.js';

/** What a file is asked to be about. */
export interface ExportWish {
  readonly merchant: string;
  readonly mode: string;
  readonly format: string;
  readonly from: string;
  readonly to: string;
  /** IANA name; empty for UTC. */
  readonly timeZone: string;
  /** ISO 4217; empty for all. */
  readonly currency: string;
}

const formatOf = (name: string): FormatName => {
  if (!isFormat(name)) throw new DomainError('not_found');
  return name;
};

export const currencyOf = (code: string): string | undefined => {
  if (code !== '' && !isCurrency(code)) throw new DomainError('unknown_currency', 'currency');
  return code === '' ? undefined : code;
};

/** The wish in the form that a file goes by. DomainError: `not_found` for a format that there is not, `invalid_date`,
 *  `invalid_period`, `invalid_time_zone`, `unknown_currency`. */
export const planExport = (wish: ExportWish) => ({
  merchant: wish.merchant,
  mode: wish.mode as 'test' | 'live',
  format: formatOf(wish.format),
  ...salesPeriod(wish),
  timeZone: timeZone(wish.timeZone).name,
  currency: currencyOf(wish.currency),
});

const dayAfter = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

/** The moments between which the days of a zone lie, RFC 3339; from is inclusive, to exclusive: where the next day begins. */
export const momentsOf = (days: Pick<ExportWish, 'from' | 'to' | 'timeZone'>): { readonly from: string; readonly to: string } => {
  const { startOfDay } = timeZone(days.timeZone);
  return { from: new Date(startOfDay(days.from)).toISOString(), to: new Date(startOfDay(dayAfter(days.to))).toISOString() };
};
