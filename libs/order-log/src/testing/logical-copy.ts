import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

/** What a dump of the log holds beside its schema. */
const tables = ['events', 'order_key', 'idempotency_records', 'publisher', 'relay', 'epochs'] as const;

const withClient = async <T>(connectionString: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

/** Columns of a table as a dump names them, generated ones too. */
const columnsOf = async (client: pg.Client, table: string): Promise<string> => {
  const { rows } = await client.query<{ names: string }>(
    `SELECT string_agg(quote_ident(column_name), ', ' ORDER BY ordinal_position) AS names
     FROM information_schema.columns WHERE table_schema = 'order_log' AND table_name = $1`,
    [table],
  );
  return rows[0]?.names ?? '';
};

/** Copies a log as pg_dump and pg_restore do: the rows of every table by COPY into a database that has the schema and
 *  nothing else, and the sequence set to where it was. The programs themselves do not come with the embedded server.
 *  Both servers run on this machine. */
export const copyLog = async (from: string, to: string): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'tollgate-test-dump-'));
  chmodSync(folder, 0o777); // the servers write and read there as their own user
  try {
    const last = await withClient(from, async (client) => {
      await client.query('BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
      for (const table of tables) await client.query(`COPY order_log.${table} TO '${join(folder, table)}'`);
      const { rows } = await client.query<{ last_value: string }>('SELECT last_value FROM order_log.events_position_seq');
      return rows[0]?.last_value ?? '1';
    });
    await withClient(to, async (client) => {
      await client.query('DELETE FROM order_log.relay');
      for (const table of tables)
        await client.query(`COPY order_log.${table} (${await columnsOf(client, table)}) FROM '${join(folder, table)}'`);
      await client.query("SELECT setval('order_log.events_position_seq', $1)", [last]);
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
