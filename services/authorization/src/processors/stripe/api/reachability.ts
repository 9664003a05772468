/** How many requests in a row must find nobody before the link counts as down. */
const FAILURES_TO_BREAK = 3;
/** After so long without a try, the next request is let through to see. */
const PAUSE_MS = 10_000;

/** Whether a server that is called over HTTP can be reached, judged by the last calls: a circuit breaker without
 *  calls of its own. */
export class Reachability {
  private failures = 0;
  private lastFailureAt = 0;

  constructor(
    private readonly clock: { now(): Date },
    private readonly onChange: (isUp: boolean) => void,
  ) {}

  /** Whether a request sent now has a chance: the last calls were answered, or the last failure is ten seconds ago. */
  get isWorthTrying(): boolean {
    return !this.isDown || this.clock.now().getTime() - this.lastFailureAt >= PAUSE_MS;
  }

  /** Any answer counts, whatever it says. */
  answered(): void {
    const wasDown = this.isDown;
    this.failures = 0;
    if (wasDown) this.onChange(true);
  }

  failed(): void {
    const wasDown = this.isDown;
    this.failures += 1;
    this.lastFailureAt = this.clock.now().getTime();
    if (!wasDown && this.isDown) this.onChange(false);
  }

  private get isDown(): boolean {
    return this.failures >= FAILURES_TO_BREAK;
  }
}
