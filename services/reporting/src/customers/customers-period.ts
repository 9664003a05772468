import { DomainError } from '@tollgate/errors';
import { momentsIn } from '../figures/buckets.js';

/** A leap year of any zone, whatever its clocks do meanwhile. */
const MOST_MS = 367 * 86_400_000;

/** The time of a report on customers: where it is not packed all of its entries in the journal are added up. DomainError `invalid_date`,
 *  `invalid_period` where it ends before it begins or is longer than a year. */
export const customersPeriod = (asked: { readonly from: string; readonly to: string }) => {
  const period = momentsIn(asked);
  if (period.toMs - period.fromMs > MOST_MS) throw new DomainError('invalid_period', '/to');
  return period;
};
