import type { RecordedEvent } from '@tollgate/contracts';
import type { Publish } from '../append-request.js';

const intervalMs = 1_000;

interface Left {
  readonly events: readonly RecordedEvent[];
  readonly settle: () => void;
}

/** Committed events that the bus did not take: offered again until it does, so that the process's mark moves on. */
export class Unpublished {
  readonly #publish: Publish;
  readonly #timer: NodeJS.Timeout;
  #left: Left[] = [];
  #isRunning = false;

  constructor(publish: Publish) {
    this.#publish = publish;
    this.#timer = setInterval(() => void this.#offer(), intervalMs).unref();
  }

  add(events: readonly RecordedEvent[], settle: () => void): void {
    this.#left.push({ events, settle });
  }

  close(): void {
    clearInterval(this.#timer);
  }

  async #offer(): Promise<void> {
    if (this.#isRunning || this.#left.length === 0) return;
    this.#isRunning = true;
    const taken: Left[] = [];
    for (const left of this.#left) {
      const outcomes = await Promise.allSettled(left.events.map(this.#publish));
      if (outcomes.some(({ status }) => status === 'rejected')) break; // the bus is still away: the rest waits, too
      left.settle();
      taken.push(left);
    }
    this.#left = this.#left.filter((left) => !taken.includes(left));
    this.#isRunning = false;
  }
}
