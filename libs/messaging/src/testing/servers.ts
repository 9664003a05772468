/** The real servers of `tests/servers.ts`, which lies outside of every project: so it is imported at run time. */
export interface TestServer {
  readonly url: string;
  stop(): Promise<void>;
  kill(): Promise<void>;
  restart(): Promise<void>;
}

interface Servers {
  startPostgres(options?: { withOrderLog?: boolean }): Promise<TestServer & { urlFor(role: string): string }>;
  startNats(): Promise<TestServer & { readonly dataDir: string }>;
}

const place: string = '../../../../tests/servers.ts';

export const { startPostgres, startNats } = (await import(place)) as Servers;
