import type { Message } from '@tollgate/iso8583';

/** What came of a message. Unless it was answered nobody knows whether the acquirer acted on it, if it left at all. */
export type Reply =
  | { readonly outcome: 'answered'; readonly message: Message }
  | { readonly outcome: 'no_answer' }
  | { readonly outcome: 'link_lost'; readonly hasLeft: boolean };

interface Waiting {
  readonly settle: (reply: Reply) => void;
  readonly since: number;
}

/** The messages that wait for their answers, by what names them. All wait equally long, so that the first to come is the first whose time
 *  is over, and one timer serves them all. */
export class InFlight {
  private readonly waiting = new Map<string, Waiting>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly timeoutMs: number,
    /** Told of every answer's duration, and of how many wait. */
    private readonly meter: { answerMs(durationMs: number): void; inFlight(count: number): void },
  ) {}

  has(key: string): boolean {
    return this.waiting.has(key);
  }

  /** Resolves with the answer, or when the time is over. The key is not in flight yet. */
  wait(key: string): Promise<Reply> {
    return new Promise((settle) => {
      this.waiting.set(key, { settle, since: performance.now() });
      this.meter.inFlight(this.waiting.size);
      this.timer ??= setTimeout(() => this.expire(), this.timeoutMs);
    });
  }

  /** Whether somebody waited for it. */
  settle(key: string, reply: Reply): boolean {
    const waiting = this.waiting.get(key);
    if (waiting === undefined) return false;
    this.waiting.delete(key);
    if (reply.outcome === 'answered') this.meter.answerMs(performance.now() - waiting.since);
    this.meter.inFlight(this.waiting.size);
    waiting.settle(reply);
    return true;
  }

  settleAll(reply: Reply): void {
    for (const key of [...this.waiting.keys()]) this.settle(key, reply);
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private expire(): void {
    const now = performance.now();
    for (const [key, { since }] of this.waiting) {
      const leftMs = since + this.timeoutMs - now;
      if (leftMs > 0) {
        this.timer = setTimeout(() => this.expire(), Math.ceil(leftMs));
        return;
      }
      this.settle(key, { outcome: 'no_answer' });
    }
    this.timer = undefined;
  }
}
