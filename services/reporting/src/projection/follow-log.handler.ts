import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { invariant } from '@tollgate/errors';
import { ParkedEvents } from '@tollgate/messaging';
import type { OrderLog } from '@tollgate/order-log';
import { Lease } from '@tollgate/postgres';
import { CONFIG, LOG, type Log, Metrics, ORDER_LOG } from '@tollgate/service';
import { DataSource } from 'typeorm';
import type { Config } from '../config.js';
import { PackCustomersHandler } from '../customers/packed/pack-customers.handler.js';
import { RebuildHandler } from '../rebuild/rebuild.handler.js';
import { type Advance, ApplyPageHandler } from './apply-page.handler.js';
import { type Generation, Generations } from './generations.repository.js';

const LIVE_PAGE = 2_000;
/** Events in a page from which on the log is busy: the next page then waits for more of them. What orders write on their way is written once, and
 *  sums once for all of them. */
const BUSY = 200;
const BUSY_POLL_MS = 1_000;
/** So many events behind, what is shown does not get true any sooner than what is rebuilt: a rebuild then has the machine for itself. */
const FAR_BEHIND = 200_000;
const LEADER_LOOK_MS = 250;
const AFTER_FAULT_MS = 1_000;

const nothingApplied: Advance = { positions: [], isFull: false };

/** Follows the event log itself, not the bus: no message, no acknowledgement, and the position lies beside the rows. Of
 *  all replicas the one that holds the lease writes; when it dies, another one goes on from the position in the tables.
 *  Two at once would be safe, only wasteful. */
@Injectable()
export class FollowLogHandler implements OnApplicationBootstrap, OnApplicationShutdown {
  @Inject(LOG) private readonly log!: Log;
  @Inject(Metrics) private readonly metrics!: Metrics;
  @Inject(CONFIG) private readonly config!: Config;
  @Inject(DataSource) private readonly database!: DataSource;
  @Inject(PackCustomersHandler) private readonly customers!: PackCustomersHandler;
  private readonly appliers = new Map<number, ApplyPageHandler>();
  private position: { set(value: number): void } | undefined;
  private lease: Lease | undefined;
  private running: Promise<void> | undefined;
  private isStopped = false;
  /** Events that were read since there was a page that was not full. */
  private readBehind = 0;
  private wake: () => void = () => undefined;

  constructor(
    @Inject(ORDER_LOG) private readonly orders: OrderLog,
    private readonly generations: Generations,
    private readonly rebuild: RebuildHandler,
  ) {}

  onApplicationBootstrap(): void {
    this.position = this.metrics.gauge(
      'reporting_applied_position',
      'Position in the order event log up to which it is reported',
    );
    this.lease = Lease.open({
      connectionString: this.config.postgresUrl,
      name: 'reporting leader',
      retryMs: LEADER_LOOK_MS,
      onGained: () => this.wake(),
      onFailure: (error) => this.log.warn({ error }, 'the lease of the reports cannot be asked for'),
    });
    this.running = this.run(this.lease);
  }

  async onApplicationShutdown(): Promise<void> {
    this.isStopped = true;
    this.wake();
    await this.running;
    await this.lease?.close();
    await this.rebuild.close();
    await this.customers.close();
    await this.generations.close();
  }

  private async run(lease: Lease): Promise<void> {
    while (!this.isStopped) {
      try {
        if (lease.isHeld) await this.turn();
        else await this.rest();
      } catch (error) {
        this.appliers.clear();
        this.log.warn({ error }, 'reports wait for the log');
        await this.sleep(AFTER_FAULT_MS);
      }
    }
  }

  /** Another replica leads: nothing of an earlier time as leader goes on. */
  private async rest(): Promise<void> {
    this.appliers.clear();
    await this.rebuild.stop();
    await this.sleep(LEADER_LOOK_MS);
  }

  /** The live read models first; what time is left goes to a rebuild, or to tidying up after one. */
  private async turn(): Promise<void> {
    const [live, building] = await this.generations.all();
    invariant(live?.state === 'live', 'one generation is live');
    const { isFull, positions } = this.isLeftToRebuild(live, building) ? nothingApplied : await this.follow(live);
    this.position?.set(Number(live.appliedPosition));
    if (building !== undefined) await this.build(building, isFull);
    else if (!(isFull || (await this.generations.purge()))) {
      this.customers.offer();
      await this.sleep(positions.length < BUSY ? this.config.pollMs : Math.max(BUSY_POLL_MS, this.config.pollMs));
    }
  }

  private async follow(live: Generation): Promise<Advance> {
    const advance = await this.applierOf(live).advance(live, LIVE_PAGE);
    this.readBehind = advance.isFull ? this.readBehind + advance.positions.length : 0;
    return advance;
  }

  /** Read models that begin anew with a release, or are far behind, are filled at one go, which is far faster than page by page. */
  private isLeftToRebuild(live: Generation, building: Generation | undefined): boolean {
    if (building?.cursor !== '') return false;
    return live.cursor === '' || this.readBehind > FAR_BEHIND;
  }

  private async build(building: Generation, isLiveBehind: boolean): Promise<void> {
    const outcome = await this.rebuild.advance(building, this.applierOf(building));
    if (outcome === 'waits' && !isLiveBehind) await this.sleep(this.config.pollMs);
    if (outcome === 'shown') {
      for (const generation of this.appliers.keys()) if (generation !== building.generation) this.appliers.delete(generation);
    }
    if (outcome === 'failed') this.appliers.delete(building.generation);
  }

  private applierOf({ generation }: Generation): ApplyPageHandler {
    const known = this.appliers.get(generation);
    if (known !== undefined) return known;
    const { orders, generations, log } = this;
    const applier = new ApplyPageHandler({ orders, generations, parked: new ParkedEvents(this.database), log });
    this.appliers.set(generation, applier);
    return applier;
  }

  private sleep(delayMs: number): Promise<void> {
    if (this.isStopped) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, delayMs);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
