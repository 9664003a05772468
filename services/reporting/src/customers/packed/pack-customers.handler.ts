import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@tollgate/errors';
import { CLOCK, LOG, type Log } from '@tollgate/service';
import { DAY_MS } from '../../figures/buckets.js';
import { PackDays } from './pack-days.repository.js';

/** A day is over for so long before it is packed: what comes late has come by then. */
const LATE_MS = 2 * 3_600_000;
const EVERY_MS = 60_000;
/** Where all is packed anew again and again, as a year is being written into the past, that takes a twentieth of the time at most. */
const REST = 20;

/** Packs what customers bought whenever the leading replica has nothing else to do, beside what it does then. */
@Injectable()
export class PackCustomersHandler {
  private running: Promise<void> | undefined;
  private dueMs = 0;
  private isClosed = false;

  constructor(
    @Inject(PackDays) private readonly days: Pick<PackDays, 'owners' | 'advance'>,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOG) private readonly log: Pick<Log, 'warn'>,
  ) {}

  /** Begins to pack, unless that is under way or was looked after a minute ago. */
  offer(): void {
    if (this.running !== undefined || this.isClosed || this.nowMs() < this.dueMs) return;
    const begunMs = this.nowMs();
    this.running = this.pack()
      .catch((error: unknown) => this.log.warn({ error }, 'what customers bought could not be packed'))
      .finally(() => {
        this.running = undefined;
        this.dueMs = this.nowMs() + Math.max(EVERY_MS, REST * (this.nowMs() - begunMs));
      });
  }

  /** All days of all stores that are over. */
  private async pack(): Promise<void> {
    const untilMs = Math.floor((this.nowMs() - LATE_MS) / DAY_MS) * DAY_MS;
    for (const owner of await this.days.owners()) while (!this.isClosed && (await this.days.advance(owner, untilMs)));
  }

  /** Ends with the month under way. */
  async close(): Promise<void> {
    this.isClosed = true;
    await this.running;
  }

  private nowMs(): number {
    return this.clock.now().getTime();
  }
}
