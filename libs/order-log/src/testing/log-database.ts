import { migrateOrderLog } from '../migrations/migrations.js';

/** What the tests here use of `tests/servers.ts`. It lies outside of every project, so it is imported when the test
 *  runs. */
interface TestPostgres {
  readonly url: string;
  urlFor(role: string): string;
  restart(): Promise<void>;
  kill(): Promise<void>;
  stop(): Promise<void>;
}

const place: string = '../../../../tests/servers.ts';

/** A PostgreSQL of its own for one spec file, with the service roles and this source's log. */
export const startLogDatabase = async (): Promise<TestPostgres> => {
  const { startPostgres } = (await import(place)) as {
    startPostgres(options: { withOrderLog: boolean }): Promise<TestPostgres>;
  };
  const postgres = await startPostgres({ withOrderLog: false });
  await migrateOrderLog(postgres.url);
  return postgres;
};

/** A service's database role. */
export const roleOf = (service: string): string => service.replaceAll('-', '_');

export type { TestPostgres };
