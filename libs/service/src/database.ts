import { ParkedEventsTable1763900000000 } from '@tollgate/messaging';
import { DataSource, type DataSourceOptions, type EntitySchema, type MigrationInterface } from 'typeorm';
import type { Log } from './logger.js';

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

const maxConnections = 6;
/** Any number; the same for all replicas of a service, which each have their own schema to lock. */
const migrationLock = 7_423_001;

/** The service's own schema, its migrations run: one replica at a time, so that all may start at once. */
export const openDatabase = async (options: DatabaseOptions): Promise<DataSource> => {
  const { url, service, entities = [], migrations = [] } = options;
  const settings: DataSourceOptions = {
    type: 'postgres',
    url,
    schema: schemaOf(service),
    applicationName: service,
    entities: [...entities],
    migrations: [ParkedEventsTable1763900000000, ...migrations],
    synchronize: false,
    poolSize: maxConnections,
    // A statement prepared on a young table would scan it for ever.
    extra: { options: '-c enable_seqscan=off -c statement_timeout=10000', connectionTimeoutMillis: 5_000 },
  };
  const database = new DataSource(settings);
  await database.initialize();
  try {
    await migrate(database, options.log);
  } catch (error) {
    await database.destroy(); // and with its connections the lock
    throw error;
  }
  return database;
};

const migrate = async (database: DataSource, log: Log): Promise<void> => {
  const runner = database.createQueryRunner();
  try {
    await runner.query('select pg_advisory_lock($1, hashtext(current_schema()))', [migrationLock]);
    const done = await database.runMigrations({ transaction: 'each' });
    if (done.length > 0) log.info({ migrations: done.map(({ name }) => name) }, 'schema was migrated');
    await runner.query('select pg_advisory_unlock($1, hashtext(current_schema()))', [migrationLock]);
  } finally {
    await runner.release();
  }
};
