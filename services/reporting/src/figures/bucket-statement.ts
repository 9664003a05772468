interface Sums {
  /** A read model of sums by quarter, hour, day and month. */
  readonly table: string;
  /** What its sums are of beside their time and currency. */
  readonly keys: readonly string[];
  readonly measures: readonly string[];
}

/** Sums by currency, bucket (counted from 0) and keys. Its values: merchant, mode, the grains of the pieces, their begins, their ends and their
 *  buckets, further rows of the read model as JSON, the bucket of these, and the one currency that is wanted, '' for all. Piece by piece, by the key:
 *  OFFSET keeps the planner from reading the whole table instead, which it thinks shorter. */
export const bucketStatement = ({ table, keys, measures }: Sums): string => {
  const sums = measures.map((measure) => `sum(${measure})::bigint AS ${measure}`);
  const by = ['currency', 'bucket', ...keys].join(', ');
  return `SELECT ${by}, ${sums.join(', ')}
  FROM (
    SELECT rows.*, bucket FROM unnest($3::text[], $4::timestamptz[], $5::timestamptz[], $6::int[]) AS piece (of_grain, since, until, bucket),
      LATERAL (SELECT * FROM ${table} WHERE merchant = $1 AND mode = $2 AND grain = of_grain AND at >= since AND at < until AND ($9 = '' OR currency = $9) OFFSET 0) AS rows
    UNION ALL SELECT more.*, $8::int FROM jsonb_populate_recordset(NULL::${table}, $7::jsonb) AS more WHERE $9 = '' OR currency = $9
  ) AS rows GROUP BY ${by} ORDER BY ${by}`;
};
