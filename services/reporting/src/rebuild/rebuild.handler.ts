import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@tollgate/errors';
import { CLOCK, CONFIG, LOG, type Log } from '@tollgate/service';
import type { Config } from '../config.js';
import type { ApplyPageHandler } from '../projection/apply-page.handler.js';
import { type Generation, Generations } from '../projection/generations.repository.js';
import { beginCheck, type Completeness, continueCheck, incompleteness, type LogCount } from './check-completeness.js';
import { FillHandler } from './fill.handler.js';
import { LogCountRepository } from './log-count.repository.js';

const PAGE = 2_000;
/** For so long a rebuild goes on before the live read models have their turn again. */
const SLICE_MS = 200;

/** `reads`: there is more to do at once. `waits`: for the count, or for events that cannot be read yet. */
export type RebuildOutcome = 'reads' | 'waits' | 'shown' | 'failed';

/** A generation that came to the end of the log, on its way to be compared with what the log holds. */
type Check =
  | { readonly generation: number; readonly state: 'counting' }
  | { readonly generation: number; readonly state: 'counted'; readonly count: LogCount }
  | { readonly generation: number; readonly state: 'failed'; readonly error: unknown }
  | { readonly generation: number; readonly state: 'compared'; readonly sinceMs: number; readonly completeness: Completeness };

/** Builds a generation of the read models anew: what the log holds when it begins at one go, in threads of its own, and
 *  what comes meanwhile in slices between the pages of the live one. Shows it once it has read all that the log holds.
 *  X1: one that read less fails, and says so: what is shown then stays what it was. */
@Injectable()
export class RebuildHandler {
  @Inject(CONFIG) private readonly config!: Config;
  @Inject(CLOCK) private readonly clock!: Clock;
  @Inject(LOG) private readonly log!: Log;
  private check: Check | undefined;

  constructor(
    private readonly generations: Generations,
    private readonly filler: FillHandler,
    private readonly logCount: LogCountRepository,
  ) {}

  /** A slice of the rebuild. Throws TransientError when the log or the read models are out of reach; it goes on where
   *  it was then. */
  async advance(begun: Generation, applier: ApplyPageHandler): Promise<RebuildOutcome> {
    if (begun.cursor === '') {
      this.filler.fill(begun.generation);
      return 'waits';
    }
    const untilMs = this.nowMs() + SLICE_MS;
    let building: Generation | undefined = begun;
    while (building !== undefined && this.nowMs() < untilMs) {
      this.compare(building);
      if (this.check?.state === 'counting') return 'waits';
      const { positions, isFull } = await applier.advance(building, PAGE);
      if (this.check?.state === 'compared')
        this.check = { ...this.check, completeness: continueCheck(this.check.completeness, positions) };
      if (!isFull) return this.atTheEnd({ ...building, appliedEvents: building.appliedEvents + BigInt(positions.length) });
      building = (await this.generations.all()).find(({ generation }) => generation === begun.generation);
    }
    return 'reads';
  }

  /** Of a replica that does not lead any more. */
  stop(): Promise<void> {
    return this.filler.stop();
  }

  async close(): Promise<void> {
    await Promise.all([this.filler.close(), this.logCount.close()]);
  }

  /** Compares as soon as the count is there. A check that another replica's work made void begins anew. */
  private compare({ generation, appliedEvents }: Generation): void {
    const { check } = this;
    if (check === undefined) return;
    if (check.state === 'failed') {
      this.check = undefined;
      throw check.error;
    }
    if (check.state === 'counted')
      this.check = { generation, state: 'compared', sinceMs: this.nowMs(), completeness: beginCheck(check.count, appliedEvents) };
    const isVoid = check.state === 'compared' && check.completeness.readEvents !== appliedEvents;
    if (check.generation !== generation || isVoid) this.check = undefined;
  }

  private async atTheEnd(building: Generation): Promise<RebuildOutcome> {
    const { check } = this;
    if (check?.state !== 'compared') return this.beginCount(building);
    const { missing } = check.completeness;
    if (missing === 0n) return this.show(building, check.completeness);
    if (missing > 0n && this.nowMs() - check.sinceMs < this.config.rebuildWaitMs) return 'waits';
    return this.fail(building.generation, check.completeness);
  }

  /** While it is counted nothing further is read, so that all that was read by then is counted. */
  private beginCount({ generation, appliedEvents }: Generation): RebuildOutcome {
    this.check = { generation, state: 'counting' };
    this.logCount.count(appliedEvents).then(
      (count) => {
        this.check = { generation, state: 'counted', count };
      },
      (error: unknown) => {
        this.check = { generation, state: 'failed', error };
      },
    );
    return 'waits';
  }

  private async show(building: Generation, { events }: Completeness): Promise<RebuildOutcome> {
    await this.generations.show(building);
    this.check = undefined;
    this.log.info({ generation: building.generation, events: Number(events) }, 'read models were built anew');
    return 'shown';
  }

  private async fail(generation: number, completeness: Completeness): Promise<RebuildOutcome> {
    const reason = incompleteness(completeness);
    await this.generations.fail(generation, reason);
    this.check = undefined;
    this.log.error({ generation, reason }, 'a rebuild of the read models failed');
    return 'failed';
  }

  private nowMs(): number {
    return this.clock.now().getTime();
  }
}
