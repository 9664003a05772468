import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Clock } from '@tollgate/errors';
import { CLOCK, LOG, type Log } from '@tollgate/service';
import { CheckoutSessions } from './checkout-sessions.repository.js';

const TIDY_EVERY_MS = 10_000;

/** Forgets what merchants told of customers whose sessions are over, whether anybody asks for a session again or not. */
@Injectable()
export class TidySessions implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly sessions: CheckoutSessions,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOG) private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.tidyLater();
  }

  onApplicationShutdown(): void {
    clearTimeout(this.timer);
  }

  private tidyLater(): void {
    this.timer = setTimeout(() => void this.tidy().then(() => this.tidyLater()), TIDY_EVERY_MS).unref();
  }

  private async tidy(): Promise<void> {
    try {
      while (await this.sessions.tidy(this.clock.now()));
    } catch (error) {
      this.log.warn({ error }, 'what was told of customers of expired sessions is forgotten later');
    }
  }
}
