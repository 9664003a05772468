import { performance } from 'node:perf_hooks';
import { TransientError } from '@tollgate/errors';
import pg from 'pg';
import type { Appended } from '../append-request.js';
import { crashPoint, crashPoints } from '../crash-point.js';
import { appendStatement, type BatchAnswer, type Group, readBatchAnswer, readBrokenGroups } from './batch.js';
import { type Connection, ConnectionLost } from './connection.js';
import { type Outstanding, PublishWatermark } from './publish-watermark.js';

/** What became of a group in Postgres; `batch` is told when its events are on the bus. */
export interface Committed {
  readonly outcome: Appended['outcome'];
  readonly settle: () => void;
}

interface Waiting extends Group {
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
/** Some seconds' work. Who comes then is told to come again, rather than kept. */
const maxWaiting = 20_000;
const markIntervalMs = 500;
/** Nothing was sent: the caller may as well be told soon. */
const unsentTimeoutMs = 5_000;
/** Sent without an answer: only Postgres can tell what became of it, and it may have to recover first. */
const unknownTimeoutMs = 20_000;
/** What a group learns that Postgres gave up the batch for, as it could stand only in part. */
const brokenOutcomes: Readonly<Record<string, Appended['outcome']>> = { TG001: 'conflict', TG002: 'key_taken' };
/** Deadlock, serialization failure: the same again may pass. */
const isTransient = (code: string | undefined): boolean => code === '40P01' || code === '40001';
/** Out of space, of connections, of time: the outside's fault, not the events'. */
const isOutside = (code: string | undefined): boolean => code !== undefined && /^(53|57|58)/.test(code);

/** Collects what is appended while the last commit is in flight and writes it as one transaction. One order's conflict does not touch its neighbors. */
export class GroupCommit {
  readonly #idle: Connection[];
  readonly #waiting: Waiting[] = [];
  #mark = new PublishWatermark();
  #isKicked = false;

  constructor(connections: readonly Connection[]) {
    this.#idle = [...connections];
  }

  /** The mark of the events appended from now on. */
  get mark(): PublishWatermark {
    return this.#mark;
  }

  /** Resolves after the commit. Throws TransientError while Postgres is out of reach, or behind by more than a queue should hold. */
  commit(group: Group): Promise<Committed> {
    if (this.#waiting.length >= maxWaiting) return Promise.reject(new TransientError('the order log is behind'));
    return new Promise((resolve, reject) => {
      this.#waiting.push({ ...group, resolve, reject });
      this.#kick();
    });
  }

  #kick(): void {
    if (this.#isKicked) return;
    this.#isKicked = true;
    setImmediate(() => {
      this.#isKicked = false;
      this.#pump();
    });
  }

  #pump(): void {
    while (this.#waiting.length > 0) {
      const connection = this.#idle.pop();
      if (connection === undefined) return;
      void this.#write(connection, this.#nextBatch());
    }
  }

  /** By subject, so that two replicas wait for each other in one direction only. */
  #nextBatch(): Waiting[] {
    let rows = 0;
    const fits = this.#waiting.findIndex(({ events }) => {
      rows += events.length;
      return rows > maxRowsPerBatch;
    });
    const count = fits === -1 ? this.#waiting.length : Math.max(fits, 1);
    const batch = this.#waiting.splice(0, count);
    return batch.length === 1 ? batch : batch.sort((a, b) => (a.request.subject.id < b.request.subject.id ? -1 : 1));
  }

  async #write(connection: Connection, batch: Waiting[]): Promise<void> {
    crashPoint(crashPoints.appendBeforeCommit);
    await this.#writeWhole(connection, batch);
    this.#idle.push(connection);
    if (this.#waiting.length > 0) this.#pump();
  }

  /** Tries until each group is answered. */
  async #writeWhole(connection: Connection, groups: readonly Waiting[]): Promise<void> {
    const attempt: Attempt = { mark: this.#mark, outstanding: this.#mark.begin(), state: 'unsent' };
    let left = groups;
    while (left.length > 0) left = await this.#try(connection, left, attempt);
    if (attempt.state === 'unknown') this.#leaveToRelay(attempt.mark);
    if (attempt.state === 'unsent') attempt.mark.settled(attempt.outstanding);
  }

  /** Answers what is left to try. */
  async #try(connection: Connection, batch: readonly Waiting[], attempt: Attempt): Promise<readonly Waiting[]> {
    try {
      this.#answer(batch, await this.#send(connection, batch, attempt), attempt);
      attempt.state = 'answered';
      return [];
    } catch (error) {
      if (error instanceof ConnectionLost) attempt.state = 'unknown';
      const left = this.#afterFailure(batch, error);
      if (left !== 'alone') return left;
    }
    for (const group of batch) await this.#writeWhole(connection, [group]);
    return [];
  }

  async #send(connection: Connection, batch: readonly Waiting[], { mark, state }: Attempt): Promise<BatchAnswer> {
    await connection.ready(state === 'unknown' ? unknownTimeoutMs : unsentTimeoutMs);
    const position = mark.take(markIntervalMs, performance.now());
    return readBatchAnswer(
      await connection.query(appendStatement(batch, { epoch: connection.epoch, instance: mark.instance, position })),
    );
  }

  /** Events may have been committed that nobody here will ever publish: the mark stays below them, and a new one begins. */
  #leaveToRelay(mark: PublishWatermark): void {
    if (this.#mark === mark) this.#mark = new PublishWatermark();
  }

  /** What is left to try: all again, all but what cannot stand, each alone, or nothing. */
  #afterFailure(batch: readonly Waiting[], error: unknown): readonly Waiting[] | 'alone' {
    const code = error instanceof pg.DatabaseError ? error.code : undefined;
    const outcome = code === undefined ? undefined : brokenOutcomes[code];
    if (outcome !== undefined) return this.#without(batch, readBrokenGroups((error as pg.DatabaseError).detail), outcome);
    if (isTransient(code) || error instanceof ConnectionLost) return batch;
    if (batch.length > 1 && !(error instanceof TransientError) && !isOutside(code)) return 'alone'; // one of them is at fault: its neighbors stand
    const result = isOutside(code) ? new TransientError('the order log cannot take events', { cause: error }) : error;
    const unreached = error instanceof TransientError ? this.#waiting.splice(0) : []; // whoever waits behind would only wait longer
    for (const { reject } of [...batch, ...unreached]) reject(result);
    return [];
  }

  #without(batch: readonly Waiting[], broken: ReadonlySet<number>, outcome: Appended['outcome']): readonly Waiting[] {
    batch.forEach(({ resolve }, index) => {
      if (broken.has(index + 1)) resolve({ outcome, settle: () => undefined });
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
      resolve({ outcome, settle });
    });
  }
}
