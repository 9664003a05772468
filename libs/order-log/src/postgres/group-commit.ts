import { performance } from 'node:perf_hooks';
import { TransientError } from '@tollgate/errors';
import { ConnectionLost, isLockFailure, isSerializationFailure } from '@tollgate/postgres';
import pg from 'pg';
import type { Appended } from '../append/append-request.js';
import { crashPoint, crashPoints } from '../crash-point.js';
import { appendStatement, type BatchAnswer, type Group, readBatchAnswer, readBrokenGroups } from './batch.js';
import type { LogSession } from './log-session.js';
import { type Outstanding, PublishWatermark } from './publish-watermark.js';

/** What became of a group in Postgres, and what is called when it is known what became of its events on the bus. */
export interface Committed {
  readonly outcome: Appended['outcome'];
  /** They are on the bus. */
  readonly settle: () => void;
  /** Nobody here will publish them: they stay above the mark for good, where the relay finds them. */
  readonly leaveToRelay: () => void;
}

const nothing = (): void => undefined;

interface Waiting extends Group {
  readonly sinceMs: number;
  readonly resolve: (committed: Committed) => void;
  readonly reject: (error: unknown) => void;
}

/** One way of a batch to Postgres. */
interface Attempt {
  readonly mark: PublishWatermark;
  readonly outstanding: Outstanding;
  /** Unknown: sent, and not answered; it may be in the log. */
  state: 'unsent' | 'unknown' | 'answered';
}

const maxRowsPerBatch = 300;
/** Some seconds' work. Who comes then is refused, rather than kept. */
const maxWaiting = 20_000;
const markIntervalMs = 500;
/** Nothing was sent: the caller may as well learn it soon, and nothing of it will be in the log. */
const unsentTimeoutMs = 3_000;
/** No commit ends for so long: whoever comes now is refused at once. */
const stalledMs = 2_000;
/** Sent without an answer: only Postgres knows what became of it, and it may have to recover first. */
const unknownTimeoutMs = 20_000;
/** What a group learns that Postgres gave up the batch for, as it could stand only in part. */
const brokenOutcomes: Readonly<Record<string, Appended['outcome']>> = { TG001: 'conflict', TG002: 'key_taken' };

/** Collects what is appended while the last commit is in flight and writes it as one transaction. One order's conflict
 *  does not touch its neighbors. */
export class GroupCommit {
  readonly #idle: LogSession[];
  readonly #waiting: Waiting[] = [];
  /** When each batch that is being written was begun. */
  readonly #writing = new Map<LogSession, number>();
  #mark = new PublishWatermark();
  #isKicked = false;

  /** `gatherMs`: how long the first of a batch waits for others, and at most twice as long while all sessions are busy. 0: for this turn of
   *  the event loop. */
  constructor(
    sessions: readonly LogSession[],
    private readonly gatherMs = 0,
  ) {
    this.#idle = [...sessions];
  }

  /** The mark of the events appended from now on. */
  get mark(): PublishWatermark {
    return this.#mark;
  }

  /** Whether no commit has ended for so long that the next one would not soon. */
  isStalled(nowMs = performance.now()): boolean {
    const isLate = (sinceMs: number) => nowMs - sinceMs > stalledMs;
    const [first] = this.#waiting;
    if (first !== undefined) return isLate(first.sinceMs);
    return this.#idle.length === 0 && [...this.#writing.values()].every(isLate);
  }

  /** Resolves after the commit. Throws TransientError while Postgres is out of reach or does not answer, or is behind by more than a queue
   *  should hold. */
  commit(group: Group): Promise<Committed> {
    const sinceMs = performance.now();
    if (this.#waiting.length >= maxWaiting || this.isStalled(sinceMs))
      return Promise.reject(new TransientError('the order log is behind'));
    return new Promise((resolve, reject) => {
      this.#waiting.push({ ...group, sinceMs, resolve, reject });
      this.#kick();
    });
  }

  /** Refuses who has waited for too long to be sent. */
  sweep(): void {
    const untilMs = performance.now() - unsentTimeoutMs;
    const late = this.#waiting.findIndex(({ sinceMs }) => sinceMs > untilMs);
    for (const { reject } of this.#waiting.splice(0, late === -1 ? this.#waiting.length : late))
      reject(new TransientError('the order log does not answer'));
  }

  #kick(): void {
    if (this.#isKicked) return;
    this.#isKicked = true;
    const pump = () => {
      this.#isKicked = false;
      this.#pump();
    };
    if (this.gatherMs === 0) setImmediate(pump);
    else setTimeout(pump, this.gatherMs);
  }

  #pump(): void {
    while (this.#waiting.length > 0) {
      const session = this.#idle.pop();
      if (session === undefined) return;
      void this.#write(session, this.#nextBatch());
    }
  }

  #nextBatch(): Waiting[] {
    let rows = 0;
    const fits = this.#waiting.findIndex(({ events }) => {
      rows += events.length;
      return rows > maxRowsPerBatch;
    });
    const count = fits === -1 ? this.#waiting.length : Math.max(fits, 1);
    return this.#waiting.splice(0, count);
  }

  async #write(session: LogSession, batch: Waiting[]): Promise<void> {
    crashPoint(crashPoints.appendBeforeCommit);
    this.#writing.set(session, performance.now());
    await this.#writeWhole(session, batch);
    this.#writing.delete(session);
    this.#idle.push(session);
    if (this.#waiting.length > 0 && !this.#isKicked) this.#pump();
  }

  /** Tries until each group is answered. */
  async #writeWhole(session: LogSession, groups: readonly Waiting[]): Promise<void> {
    const attempt: Attempt = { mark: this.#mark, outstanding: this.#mark.begin(), state: 'unsent' };
    let left = groups;
    while (left.length > 0) left = await this.#try(session, left, attempt);
    if (attempt.state === 'unknown') this.#leaveToRelay(attempt.mark);
    if (attempt.state === 'unsent') attempt.mark.settled(attempt.outstanding);
  }

  /** Answers what is left to try. */
  async #try(session: LogSession, batch: readonly Waiting[], attempt: Attempt): Promise<readonly Waiting[]> {
    try {
      this.#answer(batch, await this.#send(session, batch, attempt), attempt);
      attempt.state = 'answered';
      return [];
    } catch (error) {
      if (error instanceof ConnectionLost) attempt.state = 'unknown';
      const left = this.#afterFailure(session, batch, error);
      if (left !== 'alone') return left;
    }
    for (const group of batch) await this.#writeWhole(session, [group]);
    return [];
  }

  async #send(session: LogSession, batch: readonly Waiting[], { mark, state }: Attempt): Promise<BatchAnswer> {
    await session.ready(state === 'unknown' ? unknownTimeoutMs : unsentTimeoutMs);
    const position = mark.take(markIntervalMs, performance.now());
    return readBatchAnswer(
      await session.queryOn(session.session, appendStatement(batch, { epoch: session.epoch, instance: mark.instance, position })),
    );
  }

  /** Events may have been committed that nobody here will ever publish: the mark stays below them, and a new one
   *  begins. */
  #leaveToRelay(mark: PublishWatermark): void {
    if (this.#mark === mark) this.#mark = new PublishWatermark();
  }

  /** What is left to try: all again, all but what cannot stand, each alone, or nothing. */
  #afterFailure(session: LogSession, batch: readonly Waiting[], error: unknown): readonly Waiting[] | 'alone' {
    const { code, detail } = error instanceof pg.DatabaseError ? error : {};
    const outcome = code === undefined ? undefined : brokenOutcomes[code];
    if (outcome !== undefined) return this.#without(batch, readBrokenGroups(detail), outcome);
    if (error instanceof ConnectionLost || isSerializationFailure(error)) return batch;
    // One of them is at fault, or waits for somebody who does not end, or all together are too many: each other one may stand.
    if (batch.length > 1 && (!(error instanceof TransientError) || isLockFailure(error))) return 'alone';
    const unreached = session.isConnected ? [] : this.#waiting.splice(0); // whoever waits behind would only wait longer
    for (const { reject } of [...batch, ...unreached]) reject(error);
    return [];
  }

  #without(batch: readonly Waiting[], broken: ReadonlySet<number>, outcome: Appended['outcome']): readonly Waiting[] {
    batch.forEach(({ resolve }, index) => {
      if (broken.has(index + 1)) resolve({ outcome, settle: nothing, leaveToRelay: nothing });
    });
    return batch.filter((_, index) => !broken.has(index + 1));
  }

  #answer(batch: readonly Waiting[], { position, conflicts, keyTaken }: BatchAnswer, { mark, outstanding }: Attempt): void {
    crashPoint(crashPoints.appendAfterCommit);
    mark.committed(position);
    let left = batch.length;
    const settle = () => {
      left -= 1;
      if (left === 0) mark.settled(outstanding);
    };
    batch.forEach(({ resolve }, index) => {
      const number = index + 1;
      const outcome = keyTaken.has(number) ? 'key_taken' : conflicts.has(number) ? 'conflict' : 'appended';
      if (outcome !== 'appended') settle();
      resolve({ outcome, settle, leaveToRelay: () => this.#leaveToRelay(mark) });
    });
  }
}
