import { Session } from '@tollgate/postgres';

/** A database that takes longer for nothing at all is one that cannot be worked with. */
const WITHIN_MS = 1_000;

/** Whether the database answers, over a connection of its own: a pool whose connections are frozen would keep whoever asks for their time-outs, and
 *  would have its last connections taken by the questions. */
export class DatabaseProbe {
  private readonly session: Session;
  private asking: Promise<boolean> | undefined;

  constructor(options: { readonly connectionString: string; readonly name: string }) {
    const timeouts = { connectMs: WITHIN_MS, statementMs: WITHIN_MS, queryMs: WITHIN_MS };
    this.session = new Session({ ...options, timeouts });
  }

  /** Answers within two seconds; everybody who asks meanwhile gets the same answer. */
  answers(): Promise<boolean> {
    this.asking ??= this.ask().finally(() => {
      this.asking = undefined;
    });
    return this.asking;
  }

  close(): Promise<void> {
    return this.session.close();
  }

  private async ask(): Promise<boolean> {
    try {
      await this.session.query({ text: 'SELECT 1' });
      return true;
    } catch {
      return false; // which is what was asked
    }
  }
}
