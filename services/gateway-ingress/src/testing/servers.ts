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

interface Servers {
  startPostgres(): Promise<TestPostgres>;
  startNats(): Promise<TestServer>;
}

interface Certificates {
  /** Makes `ca.pem`, `server.pem` and `server.key` in a folder. */
  ensureCertificates(folder: string): Promise<void>;
}

const root = '../../../..';
const [servers, certificates]: readonly string[] = [`${root}/tests/servers.ts`, `${root}/scripts/supervisor/certificates.ts`];

export const { startPostgres, startNats } = (await import(servers as string)) as Servers;
export const { ensureCertificates } = (await import(certificates as string)) as Certificates;
