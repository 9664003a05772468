import type { DataSource, QueryRunner } from 'typeorm';
import type { PostgresDataSourceOptions } from 'typeorm/driver/postgres/PostgresDataSourceOptions.js';
import { known } from '../known-error.js';
import { type ConnectionOptions, clientConfig, type ServerSettings } from './connection-settings.js';

const MAX_CONNECTIONS = 6;
/** Statements of repositories go by an index, also on a table that was empty when they were planned. */
const SETTINGS: ServerSettings = { enable_seqscan: 'off' };

export interface TypeormOptions extends ConnectionOptions {
  /** The service's own. */
  readonly schema: string;
  readonly maxConnections?: number | undefined;
}

/** What a DataSource is made with, apart from its entities and migrations: time-outs, keepalive and frozen
 *  connections as in a `Pool`. Nothing is synchronized: the schema comes from migrations. */
export const typeormOptions = (options: TypeormOptions): PostgresDataSourceOptions => {
  const { connectionString, name, schema, maxConnections = MAX_CONNECTIONS } = options;
  const {
    connectionString: _url,
    application_name: _name,
    ...extra
  } = clientConfig({
    ...options,
    settings: { ...SETTINGS, ...options.settings },
  });
  return {
    type: 'postgres',
    url: connectionString,
    applicationName: name,
    schema,
    poolSize: maxConnections,
    synchronize: false,
    installExtensions: false,
    extra,
  };
};

/** From now on whatever the data source's repositories, managers and query builders throw is what `toKnownError`
 *  says, without a word in them: all of them go through a query runner. */
export const withKnownErrors = <T extends DataSource>(database: T): T => {
  const createQueryRunner = database.createQueryRunner.bind(database);
  database.createQueryRunner = (mode) => mapErrors(createQueryRunner(mode));
  return database;
};

const mapErrors = (runner: QueryRunner): QueryRunner => {
  const connect = runner.connect.bind(runner);
  const query = runner.query.bind(runner) as (...args: unknown[]) => Promise<unknown>;
  runner.connect = () => known(connect);
  runner.query = ((...args: unknown[]) => known(() => query(...args))) as QueryRunner['query'];
  return runner;
};

/** What runs SQL in TypeORM: a DataSource, an EntityManager (inside its transaction) or a QueryRunner. */
export interface SqlRunner {
  query(text: string, values?: unknown[]): Promise<unknown>;
}

/** The rows of a statement. TypeORM answers rows to a SELECT and INSERT, but [rows, count] to an UPDATE and DELETE.
 *  Throws what `toKnownError` says. */
export const queryRows = async <T>(runner: SqlRunner, text: string, values: readonly unknown[] = []): Promise<readonly T[]> => {
  const answer = (await known(() => runner.query(text, [...values]))) as unknown[];
  const [first, second] = answer;
  return (Array.isArray(first) && typeof second === 'number' ? first : answer) as readonly T[];
};
