import { DomainError } from '@tollgate/errors';
import { isCurrency } from '@tollgate/money';
import { salesPeriod } from '../sales/sales-period.js';
import { type FormatName, isFormat } from './export-formats.js';
import { dayIn } from './zone-days.js';

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

const zoneOf = (name: string): string => {
  const timeZone = name === '' ? 'UTC' : name;
  try {
    dayIn(timeZone);
    return timeZone;
  } catch {
    throw new DomainError('invalid_time_zone', 'timeZone');
  }
};

const formatOf = (name: string): FormatName => {
  if (!isFormat(name)) throw new DomainError('not_found');
  return name;
};

const currencyOf = (code: string): string | undefined => {
  if (code !== '' && !isCurrency(code)) throw new DomainError('unknown_currency', 'currency');
  return code === '' ? undefined : code;
};

/** The wish in the form that a file goes by. DomainError: `not_found` for a format that there is not, `invalid_date`,
 *  `invalid_period`, `invalid_time_zone`, `unknown_currency`. */
export const planExport = ({ merchant, mode, format, timeZone, currency, ...days }: ExportWish) => ({
  merchant,
  mode: mode as 'test' | 'live',
  format: formatOf(format),
  ...salesPeriod(days),
  timeZone: zoneOf(timeZone),
  currency: currencyOf(currency),
});
