import { Session } from '@tollgate/postgres';
import { type DatabaseHealth, databaseHealth } from './database-health.js';

/** A database that takes longer for next to nothing is one that cannot be worked with. */
const WITHIN_MS = 1_000;

/** The database's health, asked over a connection of its own: a pool whose connections are frozen would keep whoever asks for their time-outs, and
 *  would have its last connections taken by the questions. */
export class DatabaseProbe {
  private readonly session: Session;
  private asking: Promise<DatabaseHealth> | undefined;

  constructor(options: { readonly connectionString: string; readonly name: string }) {
    const timeouts = { connectMs: WITHIN_MS, statementMs: WITHIN_MS, queryMs: WITHIN_MS };
    this.session = new Session({ ...options, timeouts });
  }

  /** Answers within two seconds; everybody who asks meanwhile gets the same answer. */
  health(): Promise<DatabaseHealth> {
    this.asking ??= databaseHealth({ query: (text) => this.session.query({ text }) }).finally(() => {
      this.asking = undefined;
    });
    return this.asking;
  }

  close(): Promise<void> {
    return this.session.close();
  }
}
