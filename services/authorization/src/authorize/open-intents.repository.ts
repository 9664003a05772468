import { queryRows, type SqlRunner } from '@tollgate/postgres';

/** An authorization that was asked for and has no outcome. */
export interface OpenIntent {
  /** uuid */
  readonly order: string;
  readonly requestedAt: Date;
  /** The terminal that asked, where the processor knows such a thing: whoever holds it now knows that the one who asked is gone. */
  readonly terminalId: string | null;
}

/** A few hundred thousand events back: far more than can have been in flight. What is older came again by its message. */
const SCANNED_EVENTS = 200_000;
/** Both halves go by an index: of the position, and of a stream's versions. */
const OPEN = `SELECT request.subject_id AS order_id, request.recorded_at, request.data #>> '{reference,iso8583,terminalId}' AS terminal_id
  FROM order_log.events request
  WHERE request.position > (SELECT coalesce(max(position), 0) - ${SCANNED_EVENTS} FROM order_log.events)
    AND request.type = 'AuthorizationRequested'
    AND NOT EXISTS (SELECT FROM order_log.events outcome
      WHERE outcome.subject_id = request.subject_id AND outcome.stream = 'payment' AND outcome.version = request.version + 1)`;

/** The authorizations without outcome: those that replicas are at, and those that a dead one left. */
export const openIntents = async (database: SqlRunner): Promise<readonly OpenIntent[]> => {
  const rows = await queryRows<{ order_id: string; recorded_at: Date; terminal_id: string | null }>(database, OPEN);
  return rows.map((row) => ({ order: row.order_id, requestedAt: row.recorded_at, terminalId: row.terminal_id }));
};
