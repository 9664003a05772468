import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { ParkedEvents } from '@tollgate/messaging';
import type { OrderLog } from '@tollgate/order-log';
import { CONFIG, LOG, type Log, Metrics, ORDER_LOG } from '@tollgate/service';
import { DataSource } from 'typeorm';
import { type Generation, ReportStore } from '../adapters/postgres/report-store.js';
import type { Config } from '../config.js';
import { Projection, type ProjectionParts } from './projection.js';

const livePage = 1_000;
const rebuildPage = 2_000;
/** For so long a rebuild goes on before the live read models have their turn again. */
const rebuildSliceMs = 200;
const leaderLookMs = 1_000;
const afterFaultMs = 1_000;

/** Follows the order event log itself, not the bus: no message, no acknowledgement, and the position lies beside the rows. */
@Injectable()
export class OrderLogTail implements OnApplicationBootstrap, OnApplicationShutdown {
  @Inject(LOG) private readonly log!: Log;
  @Inject(Metrics) private readonly metrics!: Metrics;
  @Inject(CONFIG) private readonly config!: Config;
  private readonly projections = new Map<number, Projection>();
  private position: { set(value: number): void } | undefined;
  private running: Promise<void> | undefined;
  private isStopped = false;
  private wake: () => void = () => undefined;

  constructor(
    @Inject(ORDER_LOG) private readonly orders: OrderLog,
    private readonly store: ReportStore,
    private readonly database: DataSource,
  ) {}

  onApplicationBootstrap(): void {
    this.position = this.metrics.gauge(
      'reporting_applied_position',
      'Position in the order event log up to which it is reported',
    );
    this.running = this.run();
  }

  async onApplicationShutdown(): Promise<void> {
    this.isStopped = true;
    this.wake();
    await this.running;
    await this.store.release().catch(() => undefined);
  }

  private async run(): Promise<void> {
    while (!this.isStopped) {
      try {
        if (await this.store.lead()) await this.turn();
        else await this.sleep(leaderLookMs);
      } catch (error) {
        this.projections.clear();
        this.log.warn({ error }, 'reports wait for the log');
        await this.sleep(afterFaultMs);
      }
    }
  }

  /** The live read models first; what time is left goes to a rebuild, or to tidying up after one. */
  private async turn(): Promise<void> {
    const [live, building] = await this.store.generations();
    if (live === undefined) throw new Error('invariant broken: one generation is live');
    const { isFull } = await this.projectionOf(live).advance(live, livePage);
    this.position?.set(Number(live.appliedPosition));
    if (building !== undefined) await this.build(building.generation);
    else if (!(isFull || (await this.store.purge()))) await this.sleep(this.config.pollMs);
  }

  private async build(generation: number): Promise<void> {
    const until = performance.now() + rebuildSliceMs;
    const projection = this.projectionOf({ generation });
    while (!this.isStopped && performance.now() < until) {
      const [live, building] = await this.store.generations();
      if (live === undefined || building === undefined) return;
      const { isFull } = await projection.advance(building, rebuildPage);
      if (isFull || building.appliedPosition < live.appliedPosition) continue;
      await this.store.show(generation);
      this.projections.delete(live.generation);
      this.log.info({ generation, appliedEvents: Number(building.appliedEvents) }, 'read models were built anew');
      return;
    }
  }

  private projectionOf({ generation }: Pick<Generation, 'generation'>): Projection {
    const known = this.projections.get(generation);
    if (known !== undefined) return known;
    const parts: ProjectionParts = {
      orders: this.orders,
      store: this.store,
      parked: new ParkedEvents(this.database),
      log: this.log,
    };
    const projection = new Projection(parts);
    this.projections.set(generation, projection);
    return projection;
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
