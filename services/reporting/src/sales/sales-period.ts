import { DomainError } from '@tollgate/errors';

const dayForm = /^\d{4}-\d{2}-\d{2}$/;

/** A day of the calendar; DomainError `invalid_date` for what only looks like one. */
const dayOf = (text: string, field: string): string => {
  const time = dayForm.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text) throw new DomainError('invalid_date', field);
  return text;
};

/** Days of a sales report, both inclusive. */
export interface SalesPeriod {
  readonly from: string;
  readonly to: string;
}

/** The period asked for. DomainError: `invalid_date`, and `invalid_period` where it ends before it begins. */
export const salesPeriod = ({ from, to }: SalesPeriod): SalesPeriod => {
  const period = { from: dayOf(from, '/from'), to: dayOf(to, '/to') };
  if (period.from > period.to) throw new DomainError('invalid_period', '/to');
  return period;
};
