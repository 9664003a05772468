import type { SelfEndingClient } from '../connection/self-ending-client.js';
import { ConnectionLost, toKnownError } from '../known-error.js';
import { queryConfig, type Row, type Statement } from './statement.js';

interface Waiting {
  readonly statement: Statement;
  readonly resolve: (rows: readonly Row[]) => void;
  readonly reject: (error: unknown) => void;
}

/** The statements of one connection, one after the other, in the order in which they were asked for. A statement's
 *  time-out begins when it is sent, so that a slow one before it does not count; when the connection is lost, those
 *  behind it are told at once. */
export class StatementQueue {
  private readonly waiting: Waiting[] = [];
  private isBusy = false;

  constructor(private readonly client: SelfEndingClient) {}

  /** Throws what `toKnownError` says. */
  run(statement: Statement): Promise<readonly Row[]> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ statement, resolve, reject });
      this.sendNext();
    });
  }

  private sendNext(): void {
    if (this.isBusy) return;
    const next = this.waiting.shift();
    if (next === undefined) return;
    this.isBusy = true;
    void this.send(next).finally(() => {
      this.isBusy = false;
      this.sendNext();
    });
  }

  private async send({ statement, resolve, reject }: Waiting): Promise<void> {
    try {
      const { rows } = await this.client.query<(string | null)[]>(queryConfig(statement));
      resolve(rows);
    } catch (error) {
      const knownError = toKnownError(error);
      reject(knownError);
      if (!(knownError instanceof ConnectionLost)) return;
      for (const { reject: rejectBehind } of this.waiting.splice(0)) rejectBehind(knownError);
    }
  }
}
