import { existsSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { rootDir } from './paths.ts';
import { runToEnd } from './process-group.ts';

/** The roles of the seven services, which are also the names of their schemas. */
export const serviceRoles = [
  'gateway_ingress',
  'tax_shipping',
  'fraud',
  'authorization',
  'esd_delivery',
  'notifications',
  'reporting',
] as const;
export type ServiceRole = (typeof serviceRoles)[number];

/** Creates the database itself, which needs a connection to another one. */
export const createDatabase = async (maintenanceUrl: string, name: string): Promise<void> => {
  await withClient(maintenanceUrl, async (client) => {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  });
};

/** One login role and one schema of its own for each service. Safe to repeat: passwords are set to the given ones. */
export const provisionRoles = async (url: string, passwords: Readonly<Record<ServiceRole, string>>): Promise<void> => {
  await withClient(url, async (client) => {
    const { rows } = await client.query<{ rolname: string }>('SELECT rolname FROM pg_roles');
    const known = new Set(rows.map((row) => row.rolname));
    if (!known.has('order_log_owner')) await client.query('CREATE ROLE order_log_owner NOLOGIN');
    for (const role of serviceRoles) {
      const name = client.escapeIdentifier(role); // AUTHORIZATION is a word of SQL
      const verb = known.has(role) ? 'ALTER' : 'CREATE';
      await client.query(`${verb} ROLE ${name} LOGIN PASSWORD ${client.escapeLiteral(passwords[role])}`);
      await client.query(`CREATE SCHEMA IF NOT EXISTS ${name} AUTHORIZATION ${name}`);
      await client.query(`ALTER ROLE ${name} SET search_path = ${name}`);
    }
  });
};

/** The same address with another user. */
export const urlForRole = (url: string, role: ServiceRole, password: string): string => {
  const own = new URL(url);
  own.username = role;
  own.password = password;
  return own.toString();
};

/** The program that brings the order event log's schema to this release's state. */
export const orderLogMigration = join(rootDir, 'libs/order-log/dist/migrate.js');

/** Runs that program as the superuser. Throws with what it said when it fails. */
export const migrateOrderLog = async (url: string): Promise<void> => {
  if (!existsSync(orderLogMigration)) throw new Error(`${orderLogMigration} is missing: build first (npx tsc -b)`);
  await runToEnd({ file: process.execPath, args: [orderLogMigration], env: { TOLLGATE_POSTGRES_URL: url } });
};

const withClient = async (url: string, work: (client: pg.Client) => Promise<void>): Promise<void> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
};
