import { ParkedEventsTable1763900000000 } from '@tollgate/messaging';
import { known, type Timeouts, typeormOptions, withKnownErrors } from '@tollgate/postgres';
import { DataSource, type EntitySchema, type MigrationInterface } from 'typeorm';
import type { Log } from '../telemetry/logger.js';

type Class = new () => object;

export interface DatabaseOptions {
  /** With the service's own role; its schema has the role's name. */
  readonly url: string;
  readonly service: string;
  readonly entities?: readonly (Class | EntitySchema)[];
  readonly migrations?: readonly (new () => MigrationInterface)[];
  readonly log: Log;
  /** Those of every connection unless given. */
  readonly timeouts?: Partial<Timeouts> | undefined;
}

/** The schema that a service owns is named as its role, with underscores. */
export const schemaOf = (service: string): string => service.replaceAll('-', '_');

/** Any number; the same for all replicas of a service, which each have their own schema to lock. */
const migrationLock = 7_423_001;

/** A migration may rewrite a large table; a statement of the service may not take so long. */
const MIGRATION_TIMEOUTS: Partial<Timeouts> = { statementMs: 600_000, queryMs: 610_000 };

/** The service's own schema, its migrations run: one replica at a time, so that all may start at once. Whatever its
 *  repositories and statements throw is a TransientError where the outside failed. */
export const openDatabase = async (options: DatabaseOptions): Promise<DataSource> => {
  const database = dataSourceOf(options);
  await known(() => database.initialize());
  try {
    await migrate(database, options);
  } catch (error) {
    await database.destroy(); // and with its connections the lock
    throw error;
  }
  return database;
};

const dataSourceOf = ({ url, service, entities = [], migrations = [], log, timeouts }: DatabaseOptions): DataSource =>
  withKnownErrors(
    new DataSource({
      ...typeormOptions({ connectionString: url, name: service, schema: schemaOf(service), timeouts }),
      poolErrorHandler: (error: unknown) => log.warn({ error }, 'an idle connection to the database was lost'),
      entities: [...entities],
      migrations: [ParkedEventsTable1763900000000, ...migrations],
    }),
  );

/** Who waits for another replica's migrations longer than a statement may take tries again. */
const migrate = async (database: DataSource, options: DatabaseOptions): Promise<void> => {
  const runner = database.createQueryRunner();
  try {
    await runner.query('SELECT pg_advisory_lock($1, hashtext(current_schema()))', [migrationLock]);
    if (await known(() => database.showMigrations())) await runMigrations(options);
    await runner.query('SELECT pg_advisory_unlock($1, hashtext(current_schema()))', [migrationLock]);
  } finally {
    await runner.release();
  }
};

const runMigrations = async (options: DatabaseOptions): Promise<void> => {
  const patient = dataSourceOf({ ...options, timeouts: { ...options.timeouts, ...MIGRATION_TIMEOUTS } });
  await known(() => patient.initialize());
  try {
    const done = await patient.runMigrations({ transaction: 'each' });
    options.log.info({ migrations: done.map(({ name }) => name) }, 'schema was migrated');
  } finally {
    await patient.destroy();
  }
};
