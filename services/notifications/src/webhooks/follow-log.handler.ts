import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Clock } from '@tollgate/errors';
import { CLOCK, LOG, type Log } from '@tollgate/service';
import { ClockSlips } from './clock-slips.repository.js';
import { FollowedEvents, PAGE } from './followed-events.repository.js';

/** Between two looks at the log while somebody wants webhooks. */
const LOOK_MS = 150;
/** Between two looks whether anybody does. */
const IDLE_MS = 1_000;
const AFTER_FAILURE_MS = 1_000;
const MEND_EVERY_MS = 60_000;

/** Follows the log for merchants' endpoints. Where none is enabled it costs one statement a second and reads no event. */
@Injectable()
export class FollowLog implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly end = new AbortController();
  private following: Promise<void> | undefined;
  private mendedMs = Number.NEGATIVE_INFINITY;

  // biome-ignore lint/complexity/useMaxParams: what Nest injects
  constructor(
    private readonly events: FollowedEvents,
    private readonly slips: ClockSlips,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOG) private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.following = this.follow();
  }

  async onApplicationShutdown(): Promise<void> {
    this.end.abort();
    await this.following;
  }

  private async follow(): Promise<void> {
    while (!this.end.signal.aborted) {
      const waitMs = await this.look().catch((error: unknown) => {
        this.log.warn({ error }, 'the log could not be followed for webhooks, and is looked at again');
        return AFTER_FAILURE_MS;
      });
      if (waitMs > 0) await sleep(waitMs, undefined, { signal: this.end.signal }).catch(() => undefined);
    }
  }

  /** Answers after how many milliseconds to look again. */
  private async look(): Promise<number> {
    const earliest = await this.events.earliest();
    if (earliest === undefined) return IDLE_MS;
    await this.mend();
    return (await this.events.follow(earliest, this.clock.now())) === PAGE ? 0 : LOOK_MS;
  }

  private async mend(): Promise<void> {
    if (performance.now() - this.mendedMs < MEND_EVERY_MS) return;
    const count = await this.slips.mend();
    this.mendedMs = performance.now();
    if (count > 0) this.log.warn({ count }, 'webhooks that a clock had put off are due now');
  }
}
