import { Session } from './session.js';

/** First half of the advisory lock that is a terminal; the second is its number. Any number, the same in every replica. */
const LOCK_CLASS = 7_423_100;
const MAX_TERMINALS = 999;

/** The terminal id that this replica alone uses, as long as its session lives: an advisory lock, which Postgres frees the moment a
 *  killed process' connection closes, so that the next start gets the same terminal and finds what it left open.
 *  Uniqueness is for order's sake: what is sent is told apart by numbers that come from one sequence. */
export class TerminalLease {
  private readonly session: Session;
  private number: number | undefined;
  private taking: Promise<number> | undefined;
  private isHeld = false;

  constructor(url: string) {
    const onLost = (): void => {
      this.isHeld = false;
    };
    this.session = new Session({ url, name: 'authorization-terminal', setUp: [], onLost });
  }

  /** `TG` and six digits. Takes a terminal when this replica has none (any more), the one it had before if it can. */
  async terminalId(): Promise<string> {
    if (!this.isHeld) {
      this.taking ??= this.acquire().finally(() => {
        this.taking = undefined;
      });
      this.number = await this.taking;
      this.isHeld = true;
    }
    return `TG${String(this.number).padStart(6, '0')}`;
  }

  close(): Promise<void> {
    return this.session.close();
  }

  private async acquire(): Promise<number> {
    const all = Array.from({ length: MAX_TERMINALS }, (_, index) => index + 1);
    for (const number of this.number === undefined ? all : [this.number, ...all]) {
      const { rows } = await this.session.query<{ taken: boolean }>({
        text: 'select pg_try_advisory_lock($1, $2) as taken',
        values: [LOCK_CLASS, number],
      });
      if (rows[0]?.taken === true) return number;
    }
    throw new Error(`all ${MAX_TERMINALS} terminals are taken`);
  }
}
