/** What `tests/servers.ts` starts. It lies outside of every project, as it finds and builds servers with the scripts of the working
 *  copy; so it is imported when a test asks, from here alone. */
export interface TestServer {
  readonly url: string;
  stop(): Promise<void>;
  /** As a crash would. */
  kill(): Promise<void>;
  /** On its data. */
  restart(): Promise<void>;
}

export interface TestPostgres extends TestServer {
  /** The address as a service knows it, with its own role, e.g. `esd_delivery`. */
  urlFor(role: string): string;
}

export interface TestMinio extends TestServer {
  readonly accessKey: string;
  readonly secretKey: string;
}

export interface TestMailCatcher {
  readonly smtpUrl: string;
  readonly url: string;
  stop(): Promise<void>;
}

/** Where its data lies; the machine's folder for temporary files unless given. */
export interface Placed {
  readonly parent?: string;
}

interface Servers {
  startPostgres(options?: Placed & { withOrderLog?: boolean }): Promise<TestPostgres>;
  startNats(options?: Placed): Promise<TestServer>;
  startMinio(options?: Placed): Promise<TestMinio>;
  startVersitygw(options?: Placed): Promise<TestMinio>;
  startMailCatcher(): Promise<TestMailCatcher>;
  freePort(): Promise<number>;
}

const place: string = '../../../tests/servers.ts';
const servers = async (): Promise<Servers> => (await import(place)) as Servers;

/** A PostgreSQL of its own, with the service roles, their schemas and the event log's unless `withOrderLog` is false. `url` is the superuser's. */
export const startPostgres = async (options?: Placed & { withOrderLog?: boolean }): Promise<TestPostgres> =>
  (await servers()).startPostgres(options);

/** A NATS server with JetStream. */
export const startNats = async (options?: Placed): Promise<TestServer> => (await servers()).startNats(options);

/** An object store without a bucket. */
export const startMinio = async (options?: Placed): Promise<TestMinio> => (await servers()).startMinio(options);

/** Another object store without a bucket, of another maker. */
export const startVersitygw = async (options?: Placed): Promise<TestMinio> => (await servers()).startVersitygw(options);

/** A mail server that takes everything and shows it by Mailpit's API. */
export const startMailCatcher = async (): Promise<TestMailCatcher> => (await servers()).startMailCatcher();

/** A port of the loopback interface that nobody uses, and that no connection is given. */
export const freePort = async (): Promise<number> => (await servers()).freePort();
