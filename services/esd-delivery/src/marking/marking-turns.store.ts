import { TransientError } from '@tollgate/errors';

/** Whose copy is made: that of a buyer, who paid for it, or one of nobody, by which a file is tried. */
export type MarkedFor = 'buyer' | 'trial';

/** One at a time: what a file takes in memory and time is bounded so, and the other cores send files. */
const maxRunning = 1;
/** A merchant waits for each of them. */
const maxWaitingTrials = 4;

/** Who marks a file, and who waits for that. Buyers come first. */
export class MarkingTurns {
  private readonly waiting: Readonly<Record<MarkedFor, (() => void)[]>> = { buyer: [], trial: [] };
  private runningCount = 0;

  /** Does it when it is its turn. Throws a TransientError where too many trials wait before it. */
  async take<T>(markedFor: MarkedFor, work: () => Promise<T>): Promise<T> {
    await this.turn(markedFor);
    try {
      return await work();
    } finally {
      const next = this.waiting.buyer.shift() ?? this.waiting.trial.shift();
      if (next === undefined) this.runningCount -= 1;
      else next(); // the place is handed over
    }
  }

  private async turn(markedFor: MarkedFor): Promise<void> {
    if (this.runningCount < maxRunning) {
      this.runningCount += 1;
      return;
    }
    if (markedFor === 'trial' && this.waiting.trial.length >= maxWaitingTrials)
      throw new TransientError('as many files as this replica takes wait to be tried');
    await new Promise<void>((resolve) => this.waiting[markedFor].push(resolve));
  }
}
