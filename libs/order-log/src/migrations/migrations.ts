import { withClient } from '@tollgate/postgres';
import { createLog } from './001-create-log.js';
import { append } from './002-append.js';
import { leastRights } from './003-least-rights.js';
import { bus } from './004-bus.js';
import { removed } from './005-removed.js';
import { forget } from './006-forget.js';
import { creditTurns } from './007-credit-turns.js';
import { accessSql } from './access.js';

/** A statement may build an index of the whole log, or wait for another migration that does. */
const timeouts = { statementMs: 600_000, queryMs: 610_000 };

/** In order; one that was ever released is never changed. */
const migrations = [createLog, append, leastRights, bus, removed, forget, creditTurns];

const prepare = `
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'order_log_owner') THEN CREATE ROLE order_log_owner NOLOGIN; END IF;
END $$;
CREATE SCHEMA IF NOT EXISTS order_log AUTHORIZATION order_log_owner;
SET ROLE order_log_owner;
CREATE TABLE IF NOT EXISTS order_log.migrations (name text PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now());`;

/** Brings the schema order_log to this release's state, as superuser; repeating it changes nothing. Answers the names
 *  of what was applied. Throws TransientError where the server is away or too slow. */
export const migrateOrderLog = (connectionString: string): Promise<readonly string[]> =>
  withClient({ connectionString, name: 'order-log migrations', timeouts }, async (client) => {
    await client.query("SELECT pg_advisory_lock(hashtext('order_log.migrations'))"); // one at a time
    await client.query(prepare);
    const { rows } = await client.query<{ name: string }>('SELECT name FROM order_log.migrations');
    const applied = new Set(rows.map(({ name }) => name));
    const missing = migrations.filter(({ name }) => !applied.has(name));
    for (const { name, sql } of missing) {
      await client.query(`BEGIN; ${sql}; INSERT INTO order_log.migrations (name) VALUES ('${name}'); COMMIT;`);
    }
    await client.query(`BEGIN; ${accessSql} COMMIT;`);
    return missing.map(({ name }) => name);
  });
