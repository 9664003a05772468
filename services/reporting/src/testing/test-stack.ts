import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { type Bus, openBus, Requests } from '@tollgate/messaging';
import { openService, type RunningService } from '@tollgate/service';
import { eventually, startNats, startPostgres, type TestPostgres, type TestServer } from '@tollgate/testing';
import pg from 'pg';
import { AppModule } from '../app.module.js';
import { configSchema } from '../config.js';
import { migrations } from '../database/all.migration.js';
import { OrderWriter } from './order-writer.js';

const root = join(import.meta.dirname, '../../../..');
const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/** Reporting on real servers; the test itself stands for all who append. */
export class TestStack {
  private readonly replicas = new Set<RunningService>();

  private constructor(
    private readonly servers: { readonly postgres: TestPostgres; readonly nats: TestServer },
    readonly superuser: pg.Client,
    private readonly clients: { readonly writer: OrderWriter; readonly bus: Bus },
  ) {}

  static async start(): Promise<TestStack> {
    const [postgres, nats] = await Promise.all([startPostgres(), startNats()]);
    const superuser = new pg.Client({ connectionString: postgres.url });
    await superuser.connect();
    const bus = await openBus({ servers: nats.url, service: 'test', log: silent });
    const writer = await OrderWriter.open((role) => postgres.urlFor(role));
    return new TestStack({ postgres, nats }, superuser, { writer, bus });
  }

  get writer(): OrderWriter {
    return this.clients.writer;
  }

  get requests(): Requests {
    return new Requests(this.clients.bus);
  }

  get postgresUrl(): string {
    return this.servers.postgres.url;
  }

  /** Appenders of another life of the database: their sessions are new. */
  openWriter(): Promise<OrderWriter> {
    return OrderWriter.open((role) => this.servers.postgres.urlFor(role));
  }

  get environment(): Readonly<Record<string, string>> {
    return {
      TOLLGATE_POSTGRES_URL: this.servers.postgres.urlFor('reporting'),
      TOLLGATE_NATS_URL: this.servers.nats.url,
      TOLLGATE_HEALTH_PORT: '0',
      TOLLGATE_LOG_LEVEL: process.env.TOLLGATE_LOG_LEVEL ?? 'silent',
      TOLLGATE_REPORTING_POLL_MS: '20',
      TOLLGATE_REPORTING_REBUILD_WAIT_MS: '1000',
    };
  }

  /** One replica, in this process, until the test stops it or all. */
  async serve(): Promise<RunningService> {
    const replica = await openService({
      name: 'reporting',
      module: AppModule,
      config: configSchema,
      migrations,
      environment: this.environment as NodeJS.ProcessEnv,
    });
    this.replicas.add(replica);
    return replica;
  }

  async stopReplica(replica: RunningService): Promise<void> {
    this.replicas.delete(replica);
    await replica.stop();
  }

  async stopReplicas(): Promise<void> {
    await Promise.all([...this.replicas].map((replica) => this.stopReplica(replica)));
  }

  /** One replica in a process of its own, that dies at a crash point. */
  reportingThatCrashes(at: string): { readonly child: ChildProcess; readonly ended: Promise<NodeJS.Signals | null> } {
    const child = spawn(process.execPath, [join(root, 'services/reporting/dist/main.js')], {
      env: { ...this.environment, TOLLGATE_CRASH_AT: at },
      stdio: 'ignore',
    });
    return { child, ended: new Promise((resolve) => child.once('exit', (_code, signal) => resolve(signal))) };
  }

  async rows<R>(text: string, ...values: readonly unknown[]): Promise<readonly R[]> {
    const { rows } = await this.superuser.query(text, [...values]);
    return rows as readonly R[];
  }

  /** Resolves once reporting has applied every event that is in the log now. */
  async applied(): Promise<void> {
    const [held] = await this.rows<{ events: string }>('SELECT count(*) AS events FROM order_log.events');
    const text = `SELECT applied_events AS events FROM reporting.progress WHERE state = 'live'`;
    await eventually('what is in the log', async () => {
      const [live] = await this.rows<{ events: string }>(text);
      return Number(live?.events) >= Number(held?.events);
    });
  }

  async stop(): Promise<void> {
    await this.stopReplicas();
    await this.clients.writer.close();
    await this.clients.bus.close();
    await this.superuser.end();
    await Promise.all([this.servers.nats.stop(), this.servers.postgres.stop()]);
  }
}
