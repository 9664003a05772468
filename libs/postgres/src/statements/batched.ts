import { invariant, TransientError } from '@tollgate/errors';

const DEFAULT_MAX_BATCH = 300;

export interface BatchedOptions<Question, Answer> {
  /** Asks all of them in one statement; one answer each, in their order. It must do all or nothing when it throws. */
  readonly run: (questions: readonly Question[]) => Promise<readonly Answer[]>;
  /** How many at most in one statement. Default: 300. */
  readonly maxBatch?: number | undefined;
  /** How many statements at once; what comes in meanwhile goes together in the next. Default: 1. */
  readonly maxInFlight?: number | undefined;
  /** How many may wait before `ask` throws TransientError. Default: no limit. */
  readonly maxWaiting?: number | undefined;
}

interface Waiting<Question, Answer> {
  readonly question: Question;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/** Collects what is asked for in one turn of the loop, or while the last statement is under way, into one statement.
 *  One that cannot stand does not touch its neighbors: after an error that is not the outside's (no TransientError)
 *  each is asked alone. */
export class Batched<Question, Answer> {
  private waiting: Waiting<Question, Answer>[] = [];
  private isKicked = false;
  private inFlightCount = 0;

  constructor(private readonly options: BatchedOptions<Question, Answer>) {}

  /** Throws what `run` throws for this question, TransientError when too many wait. */
  ask(question: Question): Promise<Answer> {
    const { maxWaiting = Number.POSITIVE_INFINITY } = this.options;
    if (this.waiting.length >= maxWaiting) return Promise.reject(new TransientError('the database is behind'));
    return new Promise((resolve, reject) => {
      this.waiting.push({ question, resolve, reject });
      this.kick();
    });
  }

  private kick(): void {
    if (this.isKicked) return;
    this.isKicked = true;
    setImmediate(() => {
      this.isKicked = false;
      this.pump();
    });
  }

  private pump(): void {
    const { maxBatch = DEFAULT_MAX_BATCH, maxInFlight = 1 } = this.options;
    while (this.waiting.length > 0 && this.inFlightCount < maxInFlight) {
      this.inFlightCount += 1;
      void this.send(this.waiting.splice(0, maxBatch)).finally(() => {
        this.inFlightCount -= 1;
        this.pump();
      });
    }
  }

  private async send(batch: readonly Waiting<Question, Answer>[]): Promise<void> {
    try {
      const answers = await this.options.run(batch.map(({ question }) => question));
      invariant(answers.length === batch.length, 'each question of a batch has an answer');
      batch.forEach(({ resolve }, index) => {
        resolve(answers[index] as Answer);
      });
    } catch (error) {
      await this.afterFailure(batch, error);
    }
  }

  private async afterFailure(batch: readonly Waiting<Question, Answer>[], error: unknown): Promise<void> {
    if (batch.length === 1 || error instanceof TransientError) {
      for (const { reject } of batch) reject(error);
      return;
    }
    for (const one of batch) await this.send([one]);
  }
}

/** Sorts rows to the keys that were asked for: for each key, in their order, the rows whose first column it is. For
 *  `run` of a `Batched` that reads. */
export const rowsByKey = <Row extends readonly unknown[]>(
  keys: readonly string[],
  rows: readonly Row[],
): readonly (readonly Row[])[] => {
  const found = Map.groupBy(rows, ([key]) => key);
  return keys.map((key) => found.get(key) ?? []);
};
