import { DomainError } from '@tollgate/errors';
import { exponentOf } from '@tollgate/money';
import type { CurrencyTotals } from '../journal/control-totals.js';
import type { FormatLimits } from './export-formats.js';

/** Refuses what the format cannot hold exactly, before anything is written. DomainError: `currency_required` where the period has several and a
 *  file takes one, `currency_not_taken` where it takes another one alone, `currency_not_exact` where amounts have more places than
 *  the format, `period_crosses_years`, `too_many_lines`. */
export const checkExport = (
  limits: FormatLimits,
  { from, to }: { readonly from: string; readonly to: string },
  totals: readonly CurrencyTotals[],
): void => {
  const { maxLines = Number.POSITIVE_INFINITY, maxPlaces = Number.POSITIVE_INFINITY } = limits;
  const { isOneCurrency, onlyCurrency, isWithinYear } = limits;
  if (isWithinYear && from.slice(0, 4) !== to.slice(0, 4)) throw new DomainError('period_crosses_years', 'to');
  if (isOneCurrency && totals.length > 1) throw new DomainError('currency_required', 'currency');
  if (onlyCurrency !== undefined && totals.some(({ currency }) => currency !== onlyCurrency))
    throw new DomainError('currency_not_taken', 'currency');
  if (totals.some(({ currency }) => exponentOf(currency) > maxPlaces)) throw new DomainError('currency_not_exact', 'currency');
  if (totals.reduce((sum, { lines }) => sum + lines, 0) > maxLines) throw new DomainError('too_many_lines', 'to');
};
