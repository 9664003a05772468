/** The real servers of `tests/servers.ts`, which lies outside of every project: so it is imported at run time. */
export interface TestServer {
  readonly url: string;
  stop(): Promise<void>;
  kill(): Promise<void>;
  restart(): Promise<void>;
}

export interface TestPostgres extends TestServer {
  urlFor(role: string): string;
}

export interface TestMinio extends TestServer {
  readonly accessKey: string;
  readonly secretKey: string;
}

interface Servers {
  startPostgres(): Promise<TestPostgres>;
  startNats(): Promise<TestServer>;
  startMinio(): Promise<TestMinio>;
}

const place: string = '../../../../../tests/servers.ts';

export const { startPostgres, startNats, startMinio } = (await import(place)) as Servers;
