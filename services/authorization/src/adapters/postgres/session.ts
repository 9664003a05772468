import { TransientError } from '@tollgate/errors';
import { Client, type QueryConfig, type QueryResult, type QueryResultRow } from 'pg';

export interface SessionOptions {
  readonly url: string;
  readonly name: string;
  /** Statements run on every new connection. */
  readonly setUp: readonly string[];
  /** The connection is gone, and with it its locks. */
  readonly onLost?: () => void;
}

const CONNECT_TIMEOUT_MS = 5_000;

/** One connection of its own to Postgres, made again by the next query when it was lost. */
export class Session {
  private connecting: Promise<Client> | undefined;

  constructor(private readonly options: SessionOptions) {}

  /** Throws TransientError when Postgres is out of reach; a statement that Postgres refuses throws as it is. */
  async query<R extends QueryResultRow>(statement: QueryConfig): Promise<QueryResult<R>> {
    this.connecting ??= this.connect();
    const client = await this.connecting;
    try {
      return await client.query<R>(statement);
    } catch (error) {
      if (error instanceof Error && 'severity' in error && error.severity === 'ERROR') throw error;
      this.forget();
      throw new TransientError('Postgres cannot be reached', { cause: error });
    }
  }

  async close(): Promise<void> {
    const client = await this.connecting?.catch(() => undefined);
    this.connecting = undefined;
    await client?.end().catch(() => undefined);
  }

  private async connect(): Promise<Client> {
    const { url, name, setUp } = this.options;
    const client = new Client({ connectionString: url, application_name: name, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
    client.on('error', () => undefined); // 'end' follows
    client.once('end', () => this.forget());
    try {
      await client.connect();
      for (const statement of setUp) await client.query(statement);
      return client;
    } catch (error) {
      this.connecting = undefined;
      void client.end().catch(() => undefined);
      throw new TransientError('Postgres cannot be reached', { cause: error });
    }
  }

  private forget(): void {
    if (this.connecting === undefined) return;
    const lost = this.connecting;
    this.connecting = undefined;
    void lost.then((client) => client.end()).catch(() => undefined);
    this.options.onLost?.();
  }
}
