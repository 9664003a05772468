import { isDiskFull, Session } from '@tollgate/postgres';

/** `full`: it reads, and refuses whatever is to be kept, as its disk has no room. */
export type DatabaseHealth = 'well' | 'full' | 'away';

/** A database that takes longer for next to nothing is one that cannot be worked with. */
const WITHIN_MS = 1_000;

/** PostgreSQL has no function that tells how much room is left. This result does not fit into the memory that the
 *  statement allows itself, so that it is written to a temporary file of some 70 kB: no lock, no commit, nothing is
 *  left. It takes some 1 ms (SELECT 1: 0.1 ms). */
const WRITES_TEMPORARY_FILE = "SELECT set_config('work_mem', '64kB', true), (SELECT count(*) FROM generate_series(1, 5000))";

/** How the database is, asked over a connection of its own: a pool whose connections are frozen would keep whoever asks for their time-outs, and
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
    this.asking ??= this.ask().finally(() => {
      this.asking = undefined;
    });
    return this.asking;
  }

  close(): Promise<void> {
    return this.session.close();
  }

  private async ask(): Promise<DatabaseHealth> {
    try {
      await this.session.query({ text: WRITES_TEMPORARY_FILE });
      return 'well';
    } catch (error) {
      return isDiskFull(error) ? 'full' : 'away';
    }
  }
}
