/** What the tests here use of `tests/servers.ts`. It lies outside of every project, so it is imported when the test
 *  runs. */
export interface TestPostgres {
  readonly url: string;
  urlFor(role: string): string;
  restart(): Promise<void>;
  kill(): Promise<void>;
  stop(): Promise<void>;
}

const place: string = '../../../../tests/servers.ts';

/** A PostgreSQL of its own for one spec file, with the service roles and their schemas. */
export const startTestPostgres = async (): Promise<TestPostgres> => {
  const { startPostgres } = (await import(place)) as {
    startPostgres(options: { withOrderLog: boolean }): Promise<TestPostgres>;
  };
  return startPostgres({ withOrderLog: false });
};
