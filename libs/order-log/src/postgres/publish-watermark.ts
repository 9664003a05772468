import { newId } from '@tollgate/crypto';

/** A batch on its way: where the mark may not pass until all of it is on the bus. */
export interface Outstanding {
  readonly floor: bigint;
}

/** How far a process knows its own events to be published: the highest position below which none of them waits.
 *  A batch in flight has no positions yet, but they come after every position known when it left; that is its floor. */
export class PublishWatermark {
  /** Names the process in the log; the mark is this name's. */
  readonly instance = newId();
  readonly #outstanding = new Set<Outstanding>();
  #highest = 0n;
  #written = 0n;
  #writtenAt = 0;

  /** A batch leaves for Postgres. */
  begin(): Outstanding {
    const batch = { floor: this.#highest };
    this.#outstanding.add(batch);
    return batch;
  }

  /** The batch is committed: all of it lies at this position or below. */
  committed(position: bigint | undefined): void {
    if (position !== undefined && position > this.#highest) this.#highest = position;
  }

  /** Every event of the batch is on the bus, or none came into the log. */
  settled(batch: Outstanding): void {
    this.#outstanding.delete(batch);
  }

  get value(): bigint {
    const [oldest] = this.#outstanding; // batches begin in order of their floors
    return oldest === undefined ? this.#highest : oldest.floor;
  }

  /** The mark when it moved and was not written for so long; whoever asks writes it. Undefined otherwise. */
  take(intervalMs: number, nowMs: number): bigint | undefined {
    const { value } = this;
    if (value === this.#written || nowMs - this.#writtenAt < intervalMs) return undefined;
    this.#written = value;
    this.#writtenAt = nowMs;
    return value;
  }
}
