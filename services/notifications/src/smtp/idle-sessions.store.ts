interface Resting<T> {
  readonly session: T;
  readonly sinceMs: number;
}

/** Connections that wait for a mail, the one that rested last first. Each has its own time: those that a few mails do not need come to their end
 *  though others are used. */
export class IdleSessions<T> {
  /** By when they came to rest, as only the last one is ever taken. */
  private readonly resting: Resting<T>[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly idleMs: number,
    /** Told of each that rested for so long, which is not kept any more. */
    private readonly onExpired: (session: T) => void,
  ) {}

  get count(): number {
    return this.resting.length;
  }

  push(session: T): void {
    this.resting.push({ session, sinceMs: performance.now() });
    this.timer ??= this.lookIn(this.idleMs);
  }

  pop(): T | undefined {
    return this.resting.pop()?.session;
  }

  /** Those that rest now, which are not kept any more. */
  drain(): readonly T[] {
    return this.resting.splice(0).map(({ session }) => session);
  }

  private lookIn(ms: number): NodeJS.Timeout {
    return setTimeout(() => this.expire(), ms).unref();
  }

  private expire(): void {
    const untilMs = performance.now() - this.idleMs;
    while (this.resting[0] !== undefined && this.resting[0].sinceMs <= untilMs) {
      this.onExpired((this.resting.shift() as Resting<T>).session);
    }
    const [next] = this.resting;
    this.timer = next && this.lookIn(next.sinceMs - untilMs);
  }
}
