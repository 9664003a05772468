import { TransientError } from '@tollgate/errors';
import { mayBegin, nextTurn } from './upload-turns.js';

interface Waiting {
  readonly merchant: string;
  readonly begin: () => void;
}

/** The uploads that run in this replica, and who waits for a place. */
export class UploadTurns {
  private readonly running: string[] = [];
  private waiting: readonly Waiting[] = [];

  constructor(private readonly waitMs = 20_000) {}

  /** Does it once there is a place. Throws a TransientError where there is none for long. */
  async take<T>(merchant: string, work: () => Promise<T>): Promise<T> {
    if (mayBegin(this.running, merchant)) this.running.push(merchant);
    else await this.turnOf(merchant);
    try {
      return await work();
    } finally {
      this.running.splice(this.running.indexOf(merchant), 1);
      this.callNext();
    }
  }

  private turnOf(merchant: string): Promise<void> {
    const turn = Promise.withResolvers<void>();
    const waiting: Waiting = { merchant, begin: turn.resolve };
    const timer = setTimeout(() => {
      this.waiting = this.waiting.filter((one) => one !== waiting);
      turn.reject(new TransientError('as many uploads as this replica takes are under way'));
    }, this.waitMs);
    this.waiting = [...this.waiting, waiting];
    return turn.promise.finally(() => clearTimeout(timer));
  }

  private callNext(): void {
    const merchants = this.waiting.map(({ merchant }) => merchant);
    const next = this.waiting[nextTurn(merchants, this.running)];
    if (next === undefined) return;
    this.waiting = this.waiting.filter((one) => one !== next);
    this.running.push(next.merchant);
    next.begin();
  }
}
