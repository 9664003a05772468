import type { RecordedEvent } from '@tollgate/contracts';
import type { Publish, PublishOptions } from '../append/append-request.js';
import type { Committed } from './group-commit.js';

const intervalMs = 1_000;
/** Some ten megabytes. */
const defaultMaxEvents = 10_000;
/** So many are kept before whoever appends waits for the bus: they are not to be kept faster than it would take them for long. */
const CROWDED_FROM = 1_000;
const KEPT: PublishOptions = { isKept: true };

export interface UnpublishedOptions {
  readonly publish: Publish;
  /** Told of what went wrong apart from the bus being away. */
  readonly onFailure?: ((error: unknown) => void) | undefined;
  /** How many events are kept at most. Default: 10,000. */
  readonly maxEvents?: number | undefined;
}

type Fate = Pick<Committed, 'settle' | 'leaveToRelay'>;

interface Left {
  readonly events: readonly RecordedEvent[];
  readonly fate: Fate;
}

/** Committed events that the bus did not take: offered again until it does, so that the process's mark moves on. Beyond
 *  their limit they are left to the relay, which finds them in the log above the mark. */
export class Unpublished {
  private readonly timer: NodeJS.Timeout;
  private left: Left[] = [];
  private eventCount = 0;
  private isRunning = false;

  constructor(private readonly options: UnpublishedOptions) {
    this.timer = setInterval(() => void this.offer().catch((error: unknown) => options.onFailure?.(error)), intervalMs).unref();
  }

  get isEmpty(): boolean {
    return this.eventCount === 0;
  }

  /** How an event is published that is added here where the bus does not take it. */
  get firstTry(): PublishOptions {
    return { isKept: this.eventCount < CROWDED_FROM };
  }

  /** Settles the events once the bus took them, or leaves them to the relay at once. */
  add(events: readonly RecordedEvent[], fate: Fate): void {
    const { maxEvents = defaultMaxEvents } = this.options;
    if (this.eventCount + events.length > maxEvents) {
      fate.leaveToRelay();
      return;
    }
    this.left.push({ events, fate });
    this.eventCount += events.length;
  }

  close(): void {
    clearInterval(this.timer);
  }

  private async offer(): Promise<void> {
    if (this.isRunning) return;
    this.isRunning = true;
    try {
      while (await this.offerOldest());
    } finally {
      this.isRunning = false;
    }
  }

  /** False where nothing is left, or the bus is still away: the rest waits, too. */
  private async offerOldest(): Promise<boolean> {
    const [oldest] = this.left;
    if (oldest === undefined) return false;
    const outcomes = await Promise.allSettled(oldest.events.map(async (event) => this.options.publish(event, KEPT)));
    if (outcomes.some(({ status }) => status === 'rejected')) return false;
    this.left.shift();
    this.eventCount -= oldest.events.length;
    oldest.fate.settle();
    return true;
  }
}
