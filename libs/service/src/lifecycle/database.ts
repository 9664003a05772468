import { ParkedEventsTable1763900000000 } from '@tollgate/messaging';
import { known, typeormOptions, withKnownErrors } from '@tollgate/postgres';
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
}

/** The schema that a service owns is named as its role, with underscores. */
export const schemaOf = (service: string): string => service.replaceAll('-', '_');

/** Any number; the same for all replicas of a service, which each have their own schema to lock. */
const migrationLock = 7_423_001;

/** The service's own schema, its migrations run: one replica at a time, so that all may start at once. Whatever its
 *  repositories and statements throw is a TransientError where the outside failed. */
export const openDatabase = async (options: DatabaseOptions): Promise<DataSource> => {
  const { url, service, entities = [], migrations = [], log } = options;
  const database = withKnownErrors(
    new DataSource({
      ...typeormOptions({ connectionString: url, name: service, schema: schemaOf(service) }),
      poolErrorHandler: (error: unknown) => log.warn({ error }, 'an idle connection to the database was lost'),
      entities: [...entities],
      migrations: [ParkedEventsTable1763900000000, ...migrations],
    }),
  );
  await known(() => database.initialize());
  try {
    await migrate(database, log);
  } catch (error) {
    await database.destroy(); // and with its connections the lock
    throw error;
  }
  return database;
};

const migrate = async (database: DataSource, log: Log): Promise<void> => {
  const runner = database.createQueryRunner();
  try {
    await runner.query('SELECT pg_advisory_lock($1, hashtext(current_schema()))', [migrationLock]);
    const done = await database.runMigrations({ transaction: 'each' });
    if (done.length > 0) log.info({ migrations: done.map(({ name }) => name) }, 'schema was migrated');
    await runner.query('SELECT pg_advisory_unlock($1, hashtext(current_schema()))', [migrationLock]);
  } finally {
    await runner.release();
  }
};
