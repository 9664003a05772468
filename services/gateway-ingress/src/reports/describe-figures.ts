import type { BreakdownRow, CurrencyFigures, Figures } from '@tollgate/contracts';
import { rateToDecimal } from '@tollgate/money';
import { toJsonInteger } from '../orders/json-integer.js';

/** Every count and amount of a message as an integer of JSON. */
export const integersOf = (message: object): Readonly<Record<string, number>> =>
  Object.fromEntries(
    Object.entries(message).flatMap(([name, value]) => (typeof value === 'bigint' ? [[name, toJsonInteger(value)]] : [])),
  );

const show = (figures: Figures | undefined) => integersOf(figures ?? {});

/** What happened in one currency, in total and bucket by bucket; amounts in minor units. */
export const describeFigures = ({ currency, total, series }: CurrencyFigures) => ({
  currency,
  total: show(total),
  series: series.map(({ label, begin, figures }) => ({ label, begin, figures: show(figures) })),
});

/** One row of a breakdown; amounts in minor units, the rate of a tax as a decimal. */
export const describeBreakdown = (row: BreakdownRow) => ({
  currency: row.currency,
  key: row.key,
  detail: row.detail,
  rate: row.ratePpm === 0 ? null : rateToDecimal(row.ratePpm),
  ...integersOf(row),
});
