import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { type Bus, openBus, Requests } from '@tollgate/messaging';
import { openService, type RunningService } from '@tollgate/service';
import pg from 'pg';
import { entities } from '../../adapters/postgres/entities.js';
import { migrations } from '../../adapters/postgres/migrations.js';
import { AppModule } from '../../app.module.js';
import { configSchema } from '../../config.js';
import { OrderWriter } from './order-writer.js';

interface TestServer {
  readonly url: string;
  stop(): Promise<void>;
  restart(): Promise<void>;
}

interface Servers {
  startPostgres(): Promise<TestServer & { urlFor(role: string): string }>;
  startNats(): Promise<TestServer>;
}

/** Lies outside of every project, so it is imported when the test runs. */
const place: string = '../../../../../tests/servers.ts';
const root = join(import.meta.dirname, '../../../../..');
const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/** Reporting on real servers; the test itself stands for all who append. */
export class TestStack {
  private constructor(
    private readonly servers: { readonly postgres: Awaited<ReturnType<Servers['startPostgres']>>; readonly nats: TestServer },
    readonly superuser: pg.Client,
    private readonly ends: { readonly writer: OrderWriter; readonly bus: Bus },
  ) {}

  static async start(): Promise<TestStack> {
    const { startPostgres, startNats } = (await import(place)) as Servers;
    const [postgres, nats] = await Promise.all([startPostgres(), startNats()]);
    const superuser = new pg.Client({ connectionString: postgres.url });
    await superuser.connect();
    const bus = await openBus({ servers: nats.url, service: 'test', log: silent });
    const writer = await OrderWriter.open((role) => postgres.urlFor(role));
    return new TestStack({ postgres, nats }, superuser, { writer, bus });
  }

  get writer(): OrderWriter {
    return this.ends.writer;
  }

  get requests(): Requests {
    return new Requests(this.ends.bus);
  }

  get environment(): Readonly<Record<string, string>> {
    return {
      TOLLGATE_POSTGRES_URL: this.servers.postgres.urlFor('reporting'),
      TOLLGATE_NATS_URL: this.servers.nats.url,
      TOLLGATE_HEALTH_PORT: '0',
      TOLLGATE_LOG_LEVEL: 'silent',
      TOLLGATE_REPORTING_POLL_MS: '20',
    };
  }

  /** One replica, in this process. */
  reporting(): Promise<RunningService> {
    return openService({
      name: 'reporting',
      module: AppModule,
      config: configSchema,
      entities,
      migrations,
      environment: this.environment as NodeJS.ProcessEnv,
    });
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
    const deadline = performance.now() + 20_000;
    for (;;) {
      const [row] = await this.rows<{ applied: boolean }>(
        `select (select applied_position from reporting.progress where state = 'live') >= (select max(position) from order_log.events) as applied`,
      );
      if (row?.applied === true) return;
      if (performance.now() > deadline) throw new Error('reporting did not come up with the log');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  async stop(): Promise<void> {
    await this.ends.writer.close();
    await this.ends.bus.close();
    await this.superuser.end();
    await Promise.all([this.servers.nats.stop(), this.servers.postgres.stop()]);
  }
}
