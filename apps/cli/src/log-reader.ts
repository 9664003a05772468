import pg from 'pg';
import { CannotCheck } from './stack.js';

const pageRows = 5000;

export const openDatabase = async (connectionString: string): Promise<pg.Client> => {
  const db = new pg.Client({ connectionString, application_name: 'tollgate-cli' });
  try {
    await db.connect();
  } catch (cause) {
    throw new CannotCheck('Postgres is out of reach', { cause });
  }
  return db;
};

/** Rows of a query in pages, through a cursor of a read-only transaction: memory stays the same however long the log is. */
export async function* pages<R extends pg.QueryResultRow>(
  db: pg.Client,
  query: string,
  values: unknown[] = [],
): AsyncGenerator<readonly R[]> {
  await db.query('begin transaction isolation level repeatable read read only');
  try {
    await db.query(`declare pages no scroll cursor for ${query}`, values);
    for (;;) {
      const { rows } = await db.query<R>(`fetch ${pageRows} from pages`);
      if (rows.length === 0) return;
      yield rows;
    }
  } finally {
    await db.query('rollback').catch(() => undefined);
  }
}

export interface LogRow {
  readonly position: string;
  readonly order_id: string;
  readonly stream: string;
  readonly version: number;
  readonly type: string;
  readonly header: string;
  readonly data: string;
  readonly recorded_at: Date;
}

export const logColumns = 'position, order_id, stream, version, type, header::text as header, data::text as data, recorded_at';

/** The whole log, order by order: each yielded array holds all events of one order, by position. */
export async function* ordersOf(db: pg.Client, progress: (events: number) => void): AsyncGenerator<readonly LogRow[]> {
  let current: LogRow[] = [];
  let seen = 0;
  const byPosition = (rows: LogRow[]): LogRow[] => rows.sort((a, b) => (BigInt(a.position) < BigInt(b.position) ? -1 : 1));
  for await (const rows of pages<LogRow>(db, `select ${logColumns} from order_log.events order by order_id, stream, version`)) {
    for (const row of rows) {
      if (current[0] !== undefined && current[0].order_id !== row.order_id) {
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
