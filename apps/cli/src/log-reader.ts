import pg from 'pg';
import { CannotCheck } from './stack.js';

const PAGE_ROWS = 5_000;
const CONNECT_MS = 5_000;

/** A connection to the stack's database. Throws CannotCheck when there is none. */
export const openDatabase = async (connectionString: string): Promise<pg.Client> => {
  const db = new pg.Client({ connectionString, application_name: 'tollgate-cli', connectionTimeoutMillis: CONNECT_MS });
  db.on('error', () => undefined); // the next query says so
  try {
    await db.connect();
  } catch (cause) {
    throw new CannotCheck('Postgres is out of reach', { cause });
  }
  return db;
};

/** Runs the work on one moment of the database: all that it reads belongs together. */
export const atOneMoment = async <T>(db: pg.Client, work: () => Promise<T>): Promise<T> => {
  await db.query('BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
  try {
    return await work();
  } finally {
    await db.query('ROLLBACK').catch(() => undefined);
  }
};

/** Rows of a query in pages, through a cursor of the transaction at hand: memory stays the same however long the log
 *  is. */
async function* pages<R extends pg.QueryResultRow>(db: pg.Client, query: string): AsyncGenerator<readonly R[]> {
  await db.query(`DECLARE pages NO SCROLL CURSOR FOR ${query}`);
  for (;;) {
    const { rows } = await db.query<R>(`FETCH ${PAGE_ROWS} FROM pages`);
    if (rows.length === 0) break;
    yield rows;
  }
  await db.query('CLOSE pages');
}

export interface LogRow {
  readonly position: string;
  readonly subject_id: string;
  readonly stream: string;
  readonly version: number;
  readonly type: string;
  readonly header: string;
  readonly data: string;
  /** Hexadecimal. */
  readonly hash: string;
  readonly recorded_at: Date;
}

const columns = `position, subject_id, stream, version, type, header::text AS header, data::text AS data, encode(hash, 'hex') AS hash,
  recorded_at`;

/** All events of one subject, by position. */
export const historyOf = async (db: pg.Client, subject: string): Promise<readonly LogRow[]> =>
  (await db.query<LogRow>(`SELECT ${columns} FROM order_log.events WHERE subject_id = $1 ORDER BY position`, [subject])).rows;

/** The events recorded since a time, by position, in pages; within `atOneMoment`. */
export const rowsSince = async (
  db: pg.Client,
  from: Date,
): Promise<{ readonly total: number; readonly pages: AsyncGenerator<readonly LogRow[]> }> => {
  const where = `FROM order_log.events WHERE recorded_at >= ${pg.escapeLiteral(from.toISOString())}`;
  const { rows } = await db.query<{ count: string }>(`SELECT count(*) ${where}`);
  return { total: Number(rows[0]?.count), pages: pages<LogRow>(db, `SELECT ${columns} ${where} ORDER BY position`) };
};

/** The whole log, subject by subject, within `atOneMoment`: each yielded array holds all events of one, by position. */
export async function* subjectsOf(db: pg.Client, progress: (events: number) => void): AsyncGenerator<readonly LogRow[]> {
  let current: LogRow[] = [];
  let seen = 0;
  const byPosition = (rows: LogRow[]): LogRow[] => rows.sort((a, b) => (BigInt(a.position) < BigInt(b.position) ? -1 : 1));
  const query = `SELECT ${columns} FROM order_log.events ORDER BY subject_id, stream, version`;
  for await (const rows of pages<LogRow>(db, query)) {
    for (const row of rows) {
      if (current[0] !== undefined && current[0].subject_id !== row.subject_id) {
        yield byPosition(current);
        current = [];
      }
      current.push(row);
    }
    seen += rows.length;
    progress(seen);
  }
  if (current.length > 0) yield byPosition(current);
}
