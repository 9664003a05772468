/** The real servers of `tests/servers.ts`, which lies outside of every project: so it is imported at run time. */
export interface TestServer {
  readonly url: string;
  stop(): Promise<void>;
  kill(): Promise<void>;
  restart(): Promise<void>;
}

export type TestPostgres = TestServer & { urlFor(role: string): string };

interface Servers {
  startPostgres(options?: { withOrderLog?: boolean }): Promise<TestPostgres>;
  startNats(): Promise<TestServer>;
}

const place: string = '../../../../../tests/servers.ts';

export const { startPostgres, startNats } = (await import(place)) as Servers;
