import { clientConfig, SelfEndingClient, toKnownError } from '@tollgate/postgres';
import pg from 'pg';

const STATEMENT_MS = 60_000;

/** What `pg` has for a statement that takes its rows from the client. */
interface CopyConnection {
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
}

/** A COPY whose rows are given whole. */
class Copy extends pg.Query {
  constructor(
    text: string,
    private readonly lines: string,
    onEnd: (error: unknown) => void,
  ) {
    super({ text }, undefined, onEnd as never);
  }

  handleCopyInResponse(connection: CopyConnection): void {
    connection.sendCopyFromChunk(Buffer.from(this.lines));
    connection.endCopyFrom();
  }
}

/** Copies rows into tables, on a connection of its own that does not come back when it is lost: nobody knows then what was copied. */
export class TableWriter {
  private readonly client: SelfEndingClient;
  private connected: Promise<unknown> | undefined;

  constructor(connectionString: string) {
    const timeouts = { statementMs: STATEMENT_MS, queryMs: STATEMENT_MS + 10_000 };
    const settings = { synchronous_commit: 'off' };
    this.client = new SelfEndingClient(clientConfig({ connectionString, name: 'reporting rebuild writes', settings, timeouts }));
    this.client.on('error', () => undefined); // lost between two statements: the next one throws
  }

  /** Throws what `toKnownError` says. */
  async copy(table: string, columns: readonly string[], rows: string): Promise<void> {
    try {
      this.connected ??= this.client.connect();
      await this.connected;
      await new Promise<void>((resolve, reject) => {
        const end = (error: unknown): void => (error ? reject(error) : resolve());
        this.client.query(new Copy(`COPY ${table} (${columns.join(', ')}) FROM STDIN`, rows, end));
      });
    } catch (error) {
      throw toKnownError(error);
    }
  }

  async close(): Promise<void> {
    if (this.connected !== undefined) await this.client.leave(1_000);
  }
}
