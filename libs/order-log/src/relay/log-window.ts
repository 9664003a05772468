import type { Row, Session } from '@tollgate/postgres';

/** So many rows are looked at by one statement, however many are found among them: some ten milliseconds' work, on a log of any size. */
export const WINDOW_SIZE = 5_000;

/** The rows behind a cursor and up to another one, for a `WHERE`. */
export const IN_WINDOW = `(e.epoch, e.xid, e.position) > ($1::int, $2::xid8, $3::bigint)
    AND (e.epoch, e.xid, e.position) <= ($4::int, $5::xid8, $6::bigint)`;
export const windowEndText = `SELECT e.epoch, e.xid, e.position FROM order_log.events e WHERE ${IN_WINDOW}
  ORDER BY e.epoch, e.xid, e.position OFFSET ${WINDOW_SIZE - 1} LIMIT 1`;

/** How far of the log between two cursors one statement may look. */
export const windowEnd = async (session: Session, from: Row, to: Row): Promise<Row> =>
  (await session.read({ name: 'window-end', text: windowEndText, values: [...from, ...to] }))[0] ?? to;
