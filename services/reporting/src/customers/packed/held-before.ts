/** How many `orders` were placed before a moment that is the begin of a day in UTC, and how many `movements` there were: captures, refunds, credits.
 *  Nothing of them ever goes or changes in a generation of the read models, so that whoever counts as many as before has the same ones. Told by
 *  sums of months and days; credits are orders that figures do not count as placed. $1 is the merchant, $2 the mode. */
export const heldBefore = (until: string): string => `SELECT coalesce(sum(placed), 0)::bigint
      + (SELECT count(*) FROM orders WHERE merchant = $1 AND mode = $2 AND type = 'credit' AND placed_at < ${until}) AS orders,
    coalesce(sum(captures + refunds), 0)::bigint AS movements
  FROM (
    SELECT placed, captures, refunds FROM figures
      WHERE merchant = $1 AND mode = $2 AND grain = 'month' AND at < date_trunc('month', ${until}, 'UTC')
    UNION ALL SELECT placed, captures, refunds FROM figures
      WHERE merchant = $1 AND mode = $2 AND grain = 'day' AND at >= date_trunc('month', ${until}, 'UTC') AND at < ${until}
  ) AS counted`;
