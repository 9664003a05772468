import { DomainError } from '@tollgate/errors';
import { countryMeasures, declineMeasures, productMeasures, taxMeasures } from './breakdowns.js';
import { shippingMeasures } from './shipping.js';

/** What a breakdown is by. */
export type BreakdownKind = keyof typeof kinds;

/** Where its rows lie, what tells them apart, and what is summed; rows with most of the first sum come first. */
const kinds = {
  product: { table: 'product_sales', keys: ['sku'], measures: productMeasures, order: 'captured_minor' },
  country: { table: 'country_sales', keys: ['country'], measures: countryMeasures, order: 'captured_minor' },
  tax: { table: 'taxes', keys: ['jurisdiction', 'name', 'rate_ppm'], measures: taxMeasures, order: 'tax_minor' },
  shipping: { table: 'shipping_sales', keys: ['method', 'country'], measures: shippingMeasures, order: 'shipping_minor' },
  decline: { table: 'declines', keys: ['outcome', 'code'], measures: declineMeasures, order: 'orders' },
} as const;

const isKind = (text: string): text is BreakdownKind => Object.hasOwn(kinds, text);

/** DomainError `invalid_breakdown`. */
export const breakdownKind = (text: string): BreakdownKind => {
  if (!isKind(text)) throw new DomainError('invalid_breakdown', '/by');
  return text;
};

/** The read model that a breakdown is made of. */
export const tableOfBreakdown = (by: BreakdownKind): string => kinds[by].table;

/** Its values: merchant, mode, the grains of the pieces, their begins and their ends, how many rows at most, further rows of the read model
 *  as JSON, and the one currency that is wanted, '' for all. */
export const breakdownStatement = (by: BreakdownKind): string => {
  const { table, keys, measures, order } = kinds[by];
  const sums = measures.map((measure) => `sum(${measure})::bigint AS ${measure}`);
  return `SELECT currency, ${keys.join(', ')}, ${sums.join(', ')}
  FROM (
    SELECT rows.* FROM unnest($3::text[], $4::timestamptz[], $5::timestamptz[]) AS piece (of_grain, since, until),
      LATERAL (SELECT * FROM ${table} WHERE merchant = $1 AND mode = $2 AND grain = of_grain AND at >= since AND at < until AND ($8 = '' OR currency = $8) OFFSET 0) AS rows
    UNION ALL SELECT * FROM jsonb_populate_recordset(NULL::${table}, $7::jsonb) AS more WHERE $8 = '' OR currency = $8
  ) AS rows GROUP BY currency, ${keys.join(', ')} ORDER BY currency, sum(${order}) DESC, ${keys.join(', ')} LIMIT $6`;
};
