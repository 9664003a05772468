import { queryRows, type SqlRunner } from '@tollgate/postgres';

/** What an answer says of the request it answers; what it does not say is absent. */
export interface AnsweredRequest {
  /** uuid */
  readonly order?: string;
  readonly stan?: number;
  readonly rrn?: string;
  readonly terminalId?: string;
}

const SCANNED_EVENTS = 200_000;
const IS_IT = `type = 'AuthorizationRequested' AND data #>> '{reference,iso8583,rrn}' = $2
  AND ($3::int IS NULL OR (data #>> '{reference,iso8583,stan}')::int = $3)
  AND ($4::text IS NULL OR data #>> '{reference,iso8583,terminalId}' = $4)`;
/** By the order where the answer names it, else by the latest requests: an answer is late by minutes, not by days. */
const FIND = `SELECT subject_id AS order_id, data ->> 'operation' AS operation FROM order_log.events WHERE subject_id = $1::uuid AND ${IS_IT}
  UNION ALL SELECT subject_id, data ->> 'operation' FROM order_log.events
  WHERE $1::uuid IS NULL AND position > (SELECT coalesce(max(position), 0) - ${SCANNED_EVENTS} FROM order_log.events) AND ${IS_IT} LIMIT 1`;

/** The authorization that an answer belongs to, when the process that sent it is gone; undefined where the log knows none. */
export const findSentAuthorization = async (
  database: SqlRunner,
  { order, stan, rrn, terminalId }: AnsweredRequest,
): Promise<{ readonly order: string; readonly operation: string } | undefined> => {
  if (rrn === undefined) return undefined;
  const values = [order ?? null, rrn, stan ?? null, terminalId ?? null];
  const [row] = await queryRows<{ order_id: string; operation: string }>(database, FIND, values);
  return row && { order: row.order_id, operation: row.operation };
};
