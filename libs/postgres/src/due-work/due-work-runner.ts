import type { Clock } from '@tollgate/errors';
import type { DueItem, DueWork } from './due-work.js';
import { type DueWorkHandler, type HandledItem, KindRunner } from './kind-runner.js';

export interface DueWorkRunnerOptions {
  readonly dueWork: DueWork;
  readonly handlers: readonly DueWorkHandler[];
  readonly clock: Clock;
  /** At least 0 and less than 1, e.g. `systemRandom`. */
  readonly random: { fraction(): number };
  /** How often to look for what other processes scheduled, and what has become due. Default: 1 s. */
  readonly pollMs?: number | undefined;
  /** Waits before an end that could not be noted is noted again; a test need not. */
  readonly pause?: ((ms: number) => Promise<unknown>) | undefined;
  /** Told of each handler that threw, with its item, and of each time the database could not be asked, without one. */
  readonly onFailure?: ((error: unknown, item?: DueItem) => void) | undefined;
  /** Told of each item that was handled: for the metrics. */
  readonly onHandled?: ((handled: HandledItem) => void) | undefined;
}

const DEFAULT_POLL_MS = 1_000;

/** Does due work: each kind by its handler, several at once up to the kind's limit. Kinds do not wait for each
 *  other, and items not either: one that fails is postponed, one that hangs loses its place when its lease ends.
 *  What this process schedules is done at once when it is due. */
export class DueWorkRunner {
  private readonly kinds: ReadonlyMap<string, KindRunner>;
  private readonly pollMs: number;
  private poll: NodeJS.Timeout | undefined;
  private unsubscribe: (() => void) | undefined;

  constructor(private readonly options: DueWorkRunnerOptions) {
    this.pollMs = options.pollMs ?? DEFAULT_POLL_MS;
    this.kinds = new Map(
      options.handlers.map((handler) => [handler.kind, new KindRunner({ ...options, handler, pollMs: this.pollMs })]),
    );
  }

  /** Begins to look for work. */
  start(): void {
    if (this.poll !== undefined) return;
    this.unsubscribe = this.options.dueWork.onScheduled((kind, dueAt) => this.kinds.get(kind)?.wakeAt(dueAt));
    for (const runner of this.kinds.values()) runner.start();
    this.poll = setInterval(() => this.wake(), this.pollMs).unref();
    this.wake();
  }

  /** Looks for work now, of this kind or of all. */
  wake(kind?: string): void {
    for (const [name, runner] of this.kinds) if (kind === undefined || kind === name) runner.wake();
  }

  /** Does what is due now, and what becomes due by that, until nothing is; answers how many items it handled. Needs
   *  no `start`: with an injected clock a year of work is a loop of this. */
  async runDue(): Promise<number> {
    let handledCount = 0;
    for (;;) {
      const counts = await Promise.all([...this.kinds.values()].map((runner) => runner.runDue()));
      const count = counts.reduce((sum, one) => sum + one, 0);
      if (count === 0) return handledCount;
      handledCount += count;
    }
  }

  /** Takes no more work, and resolves when what is being handled is handled, or out of its lease. */
  async stop(): Promise<void> {
    clearInterval(this.poll);
    this.unsubscribe?.();
    await Promise.all([...this.kinds.values()].map((runner) => runner.stop()));
  }
}
