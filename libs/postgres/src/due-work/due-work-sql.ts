import { dueWorkTable } from './due-work-table.js';

/** An item as a statement answers it. */
export interface DueRow {
  readonly kind: string;
  readonly key: string;
  readonly due_at: Date;
  readonly attempts: number;
  readonly payload: unknown;
  readonly claim: string;
}

const onConflict = {
  earlier: 'DO UPDATE SET due_at = LEAST(w.due_at, excluded.due_at), payload = excluded.payload, attempts = 0',
  replace: 'DO UPDATE SET due_at = excluded.due_at, payload = excluded.payload, attempts = 0',
  keep: 'DO NOTHING',
};

/** The statements on one service's table. A claim is named by the end of its lease, which grows with every claim;
 *  attempts are counted by claims and set back by schedule, so that both together tell whether the row is still what
 *  was claimed. */
export const dueWorkSql = (schema: string) => {
  const table = dueWorkTable(schema);
  const claimed = 'kind = $1 AND key = $2 AND lease_until = $3::timestamptz';
  const due = 'kind = $1 AND due_at <= $2::timestamptz AND (lease_until IS NULL OR lease_until <= clock_timestamp())';
  return {
    schedule: (onExisting: keyof typeof onConflict) =>
      `INSERT INTO ${table} AS w (kind, key, due_at, payload) VALUES ($1, $2, $3::timestamptz, $4::jsonb)
        ON CONFLICT (kind, key) ${onConflict[onExisting]}`,
    cancel: `DELETE FROM ${table} WHERE kind = $1 AND key = $2`,
    claim: `WITH due AS MATERIALIZED (
        SELECT kind, key FROM ${table} WHERE ${due} ORDER BY due_at LIMIT $3 FOR UPDATE SKIP LOCKED
      ) UPDATE ${table} AS w SET attempts = w.attempts + 1, lease_until = clock_timestamp() + $4 * interval '1 millisecond'
        FROM due WHERE w.kind = due.kind AND w.key = due.key
        RETURNING w.kind, w.key, w.due_at, w.attempts, w.payload, w.lease_until::text AS claim`,
    /** Away with it, or, when it was scheduled anew meanwhile, only the lease. */
    done: `WITH gone AS (DELETE FROM ${table} WHERE ${claimed} AND attempts = $4 RETURNING 1),
        released AS (UPDATE ${table} SET lease_until = NULL WHERE ${claimed} AND attempts <> $4 RETURNING 1)
      SELECT 1 FROM gone UNION ALL SELECT 1 FROM released`,
    postpone: `UPDATE ${table} SET lease_until = NULL, due_at = CASE WHEN attempts = $4 THEN $5::timestamptz ELSE due_at END
      WHERE ${claimed} RETURNING 1`,
    renew: `UPDATE ${table} SET lease_until = clock_timestamp() + $4 * interval '1 millisecond' WHERE ${claimed}
      RETURNING lease_until::text AS claim`,
    backlog: `SELECT count(*)::int AS count, min(due_at) AS oldest FROM ${table} WHERE ${due}`,
  };
};
