interface Sums {
  /** A read model of sums by quarter, hour, day and month. */
  readonly table: string;
  /** What its sums are of beside their time and currency. */
  readonly keys: readonly string[];
  readonly measures: readonly string[];
}

/** Sums by currency, bucket (counted from 0) and keys. Its values: merchant, mode, the grain, from, to, the begins of the buckets, the begins of
 *  times of the grain that count by their quarters, these quarters, and further rows of the read model as JSON. */
export const bucketStatement = ({ table, keys, measures }: Sums): string => {
  const sums = measures.map((measure) => `sum(${measure})::bigint AS ${measure}`).join(', ');
  const by = ['currency', 'bucket', ...keys].join(', ');
  return `SELECT currency, width_bucket(at, $6::timestamptz[]) - 1 AS bucket, ${[...keys, sums].join(', ')}
  FROM (
    SELECT * FROM ${table} WHERE merchant = $1 AND mode = $2 AND grain = $3 AND at >= $4::timestamptz AND at < $5::timestamptz
      AND at <> ALL ($7::timestamptz[])
    UNION ALL SELECT * FROM ${table} WHERE merchant = $1 AND mode = $2 AND grain = 'quarter' AND at = ANY ($8::timestamptz[])
    UNION ALL SELECT * FROM jsonb_populate_recordset(NULL::${table}, $9::jsonb)
  ) AS rows GROUP BY ${by} ORDER BY ${by}`;
};
