import { Worker } from 'node:worker_threads';
import { Inject, Injectable } from '@nestjs/common';
import { ParkedEvents } from '@tollgate/messaging';
import { crashPoint, type OrderLog } from '@tollgate/order-log';
import { CONFIG, LOG, type Log, ORDER_LOG, threadUrl } from '@tollgate/service';
import { DataSource } from 'typeorm';
import type { Config } from '../config.js';
import { rebuildCrashPoints } from '../projection/crash-points.data.js';
import type { FillRange, SliceDone } from './fill-range.handler.js';
import { type FillPlan, FillTables } from './fill-tables.repository.js';

/** As many as there are cores to share with the database. */
const WORKERS = 2;
const REPORT_EVERY_MS = 1_000;
/** What is made of a page dies with it: a young generation that holds several of them is hardly ever copied. */
const YOUNG_MB = 192;
const FIRST = '00000000-0000-0000-0000-000000000000';
const LAST = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

const workerUrl = threadUrl(import.meta.url, './fill-worker.listener.js');

/** Fills a generation with all that the log holds below the present horizon, in threads beside the service. What comes after the horizon is read
 *  page by page, as by the live generation. */
@Injectable()
export class FillHandler {
  @Inject(CONFIG) private readonly config!: Config;
  @Inject(LOG) private readonly log!: Log;
  @Inject(DataSource) private readonly database!: DataSource;
  private readonly workers = new Set<Worker>();
  private state: { readonly generation: number; readonly failure?: unknown; readonly isDone: boolean } | undefined;

  constructor(
    @Inject(ORDER_LOG) private readonly orders: OrderLog,
    private readonly tables: FillTables,
  ) {}

  /** Begins to fill the generation, unless that is under way; answers at once. Throws, once, what the last try failed with: the next call begins
   *  anew. */
  fill(generation: number): void {
    const { state } = this;
    if (state?.generation === generation && !state.isDone) return;
    this.state = undefined;
    if (state?.generation === generation && state.failure !== undefined) throw state.failure;
    this.state = { generation, isDone: false };
    this.run(generation).then(
      () => this.end(generation),
      (failure: unknown) => this.end(generation, failure),
    );
  }

  /** Ends what is under way: its tables are left to the next attempt. */
  async stop(): Promise<void> {
    await Promise.all([...this.workers].map((worker) => worker.terminate()));
  }

  async close(): Promise<void> {
    await this.stop();
    await this.tables.close();
  }

  private end(generation: number, failure?: unknown): void {
    this.state = { generation, isDone: true, ...(failure === undefined ? {} : { failure }) };
  }

  private async run(generation: number): Promise<void> {
    const plan = await this.tables.begin(generation, WORKERS);
    if (plan === undefined) return;
    const filled = { events: 0n, position: 0n };
    const parked: string[] = [];
    const reporting = setInterval(() => {
      this.tables.report(plan, filled.events).catch(() => undefined); // a later one tells
    }, REPORT_EVERY_MS);
    const onDone = (done: SliceDone): void => {
      filled.events += BigInt(done.events);
      if (BigInt(done.position) > filled.position) filled.position = BigInt(done.position);
      parked.push(...done.parked);
      crashPoint(rebuildCrashPoints.whileFilling);
    };
    try {
      await Promise.all(rangesOf(plan).map((range) => this.work({ ...plan, ...range }, onDone)));
    } finally {
      clearInterval(reporting);
      await this.stop();
    }
    for (const order of parked) await this.park(order);
    crashPoint(rebuildCrashPoints.beforeFinish);
    await this.tables.finish(plan, filled);
  }

  private work(plan: FillPlan & Pick<FillRange, 'after' | 'upTo'>, onDone: (done: SliceDone) => void): Promise<void> {
    const { suffix, epoch, xid, after, upTo } = plan;
    const range: FillRange = { connectionString: this.config.postgresUrl, suffix, epoch, xid, after, upTo };
    const worker = new Worker(workerUrl, { workerData: range, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } });
    this.workers.add(worker);
    return new Promise((resolve, reject) => {
      worker.on('message', onDone);
      worker.on('error', reject);
      worker.on('exit', (code) => {
        this.workers.delete(worker);
        if (code === 0) resolve();
        else reject(new Error(`a thread of the rebuild ended with ${code}`));
      });
    });
  }

  /** I16: an order that cannot be told is put aside, for the reports of all others to go on. */
  private async park(order: string): Promise<void> {
    const parked = new ParkedEvents(this.database);
    const error = new Error('the order cannot be told');
    for (const event of await this.orders.read(order)) await parked.park(event, error);
    this.log.error({ order }, 'events cannot be reported and were parked');
  }
}

const rangesOf = ({ cuts }: FillPlan): readonly Pick<FillRange, 'after' | 'upTo'>[] =>
  [FIRST, ...cuts].map((after, index) => ({ after, upTo: cuts[index] ?? LAST }));
