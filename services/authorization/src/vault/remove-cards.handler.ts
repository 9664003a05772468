import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '@tollgate/errors';
import { firstIdAt } from './stored-card.js';

const FLUSH_MS = 1_000;
const FLUSH_SIZE = 500;
/** Beyond that the sweep has to find them: memory stays bounded while the database is away. */
const MAX_WAITING = 50_000;
const SWEEP_MS = 3_600_000;
const SWEEP_BATCH = 500;
const BETWEEN_BATCHES_MS = 50;

/** The cards' rows, as removal needs them. */
export interface RemovableCards {
  deleteOneOrderCards(ids: readonly string[]): Promise<void>;
  deleteOlderThan(id: string, count: number): Promise<number>;
}

export interface RemoveCardsParts {
  readonly rows: RemovableCards;
  readonly clock: Clock;
  /** A card for one order that is older than this is needed by none: longer than an order may be under review. */
  readonly maxAgeMs: number;
  /** Told when the database could not be asked. */
  readonly onFailure: (error: unknown) => void;
  /** Told how many cards a sweep found. */
  readonly onSwept: (count: number) => void;
}

/** Removes the cards of orders that have their outcome. Nothing of it is on an order's way: cards to forget are
 *  collected and deleted together, and what a crash left, or no order ever came for, an hourly sweep finds by its
 *  age. Every replica sweeps; they pass over each other's rows. */
export class RemoveCards {
  private readonly waiting = new Set<string>();
  private flushing: Promise<void> | undefined;
  private sweeping: Promise<void> | undefined;
  private timers: readonly NodeJS.Timeout[] = [];
  private isStopped = false;

  constructor(private readonly parts: RemoveCardsParts) {}

  /** Begins to delete and to sweep. */
  start(): void {
    this.timers = [
      setInterval(() => void this.flush(), FLUSH_MS).unref(),
      setInterval(() => void this.sweepSafely(), SWEEP_MS).unref(),
    ];
    void this.sweepSafely();
  }

  /** Deletes the card within a second, if it is for one order. */
  forget(card: string): void {
    if (this.waiting.size >= MAX_WAITING) return;
    this.waiting.add(card);
    if (this.waiting.size >= FLUSH_SIZE) void this.flush();
  }

  /** Deletes what is to be forgotten. What could not be deleted is tried again the next time. */
  flush(): Promise<void> {
    this.flushing ??= this.deleteWaiting().finally(() => {
      this.flushing = undefined;
    });
    return this.flushing;
  }

  /** Deletes the cards that no order needs any more, in small batches; answers how many. Throws TransientError while
   *  the database is out of reach. */
  async sweep(): Promise<number> {
    const { rows, clock, maxAgeMs } = this.parts;
    const before = firstIdAt(clock.now().getTime() - maxAgeMs);
    for (let count = 0; ; await sleep(BETWEEN_BATCHES_MS, undefined, { ref: false })) {
      const deletedCount = await rows.deleteOlderThan(before, SWEEP_BATCH);
      count += deletedCount;
      if (deletedCount < SWEEP_BATCH || this.isStopped) return count;
    }
  }

  /** Deletes what is to be forgotten, and ends. */
  async stop(): Promise<void> {
    this.isStopped = true;
    for (const timer of this.timers) clearInterval(timer);
    await this.flushing;
    await this.flush();
    await this.sweeping;
  }

  private async deleteWaiting(): Promise<void> {
    while (this.waiting.size > 0) {
      const batch = [...this.waiting].slice(0, FLUSH_SIZE);
      try {
        await this.parts.rows.deleteOneOrderCards(batch);
      } catch (error) {
        this.parts.onFailure(error);
        return;
      }
      for (const card of batch) this.waiting.delete(card);
    }
  }

  private sweepSafely(): Promise<void> {
    this.sweeping ??= this.sweep()
      .then((count) => this.parts.onSwept(count), this.parts.onFailure)
      .finally(() => {
        this.sweeping = undefined;
      });
    return this.sweeping;
  }
}
