/** The schema's name as it may stand in a statement. */
const quoted = (schema: string): string => `"${schema.replaceAll('"', '""')}"`;

/** The table's full name. */
export const dueWorkTable = (schema: string): string => `${quoted(schema)}.due_work`;

/** What a service's migration runs to get its `due_work` table: its own schema, its own role, so no further rights.
 *  Rows come and go: the table is cleaned up early, or a claim would wade through the dead ones. */
export const dueWorkTableSql = (schema: string): string => `CREATE TABLE ${dueWorkTable(schema)} (
  kind text NOT NULL,
  key text NOT NULL,
  due_at timestamptz NOT NULL,
  attempts int NOT NULL DEFAULT 0,
  payload jsonb NOT NULL DEFAULT 'null',
  lease_until timestamptz,
  PRIMARY KEY (kind, key)
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 500);
CREATE INDEX due_work_by_time ON ${dueWorkTable(schema)} (kind, due_at);`;

/** The way back. */
export const dropDueWorkTableSql = (schema: string): string => `DROP TABLE ${dueWorkTable(schema)};`;
