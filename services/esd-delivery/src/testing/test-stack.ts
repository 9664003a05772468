import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  decode,
  type EventInit,
  newEvent,
  OpenUploadRequestSchema,
  OpenUploadResponseSchema,
  type OrderEvent,
  type PinnedFile,
  PinnedFileSchema,
  PutGoodRequestSchema,
  PutGoodResponseSchema,
  requests,
} from '@tollgate/contracts';
import { signLink } from '@tollgate/download-link';
import { type Clock, systemClock } from '@tollgate/errors';
import { type Bus, openBus, Requests } from '@tollgate/messaging';
import { causeOf, noHash, type OrderLog, openOrderLog, orderTarget } from '@tollgate/order-log';
import { openService, type RunningService } from '@tollgate/service';
import {
  orderPlaced,
  startMinio,
  startNats,
  startPostgres,
  type TestMinio,
  type TestPostgres,
  type TestServer,
} from '@tollgate/testing';
import { generate } from 'selfsigned';
import { AppModule } from '../app.module.js';
import { type Config, configSchema } from '../config.js';
import { migrations } from '../database/all.migration.js';
import { entities } from '../database/delivery.entity.js';
import { Sql } from '../database/sql.repository.js';
import { DownloadListener } from '../links/downloads.listener.js';

export const merchant = 'mer_demo';
const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

export interface Replica {
  readonly service: RunningService;
  readonly port: number;
  readonly plainPort: number;
}

export interface ReplicaOptions {
  readonly environment?: Readonly<Record<string, string>>;
  readonly clock?: Clock;
  readonly times?: Partial<Config['times']>;
}

/** esd-delivery on real servers, with the services it lives among played by their logs. */
export class TestStack {
  readonly linkKey = randomBytes(32);
  private readonly folder = mkdtempSync(join(tmpdir(), 'tollgate-esd-'));
  private readonly replicas: Replica[] = [];

  private constructor(
    readonly servers: { readonly postgres: TestPostgres; readonly nats: TestServer; readonly minio: TestMinio },
    readonly bus: Bus,
    readonly logs: Readonly<Record<'gateway-ingress' | 'authorization', OrderLog>>,
  ) {}

  /** With `storeParent` the files lie on a disk that the test chose. */
  static async open({ storeParent }: { readonly storeParent?: string } = {}): Promise<TestStack> {
    const store = storeParent === undefined ? {} : { parent: storeParent };
    const [postgres, nats, minio] = await Promise.all([startPostgres(), startNats(), startMinio(store)]);
    const bus = await openBus({ servers: nats.url, service: 'stage', log: quiet });
    const logOf = (service: string) =>
      openOrderLog({
        connectionString: postgres.urlFor(service.replace('-', '_')),
        service,
        publish: (event) => bus.publishEvent(event),
        isRelaying: false,
      });
    const logs = { 'gateway-ingress': await logOf('gateway-ingress'), authorization: await logOf('authorization') };
    const stage = new TestStack({ postgres, nats, minio }, bus, logs);
    await stage.writeFiles();
    return stage;
  }

  async close(): Promise<void> {
    for (const { service } of this.replicas) await service.stop();
    for (const log of Object.values(this.logs)) await log.close();
    await this.bus.close();
    const { postgres, nats, minio } = this.servers;
    await Promise.all([postgres.stop(), nats.stop(), minio.stop()]);
    rmSync(this.folder, { recursive: true, force: true });
  }

  get environment(): Record<string, string> {
    const { postgres, nats, minio } = this.servers;
    return {
      TOLLGATE_NATS_URL: nats.url,
      TOLLGATE_POSTGRES_URL: postgres.urlFor('esd_delivery'),
      TOLLGATE_HEALTH_PORT: '0',
      TOLLGATE_LOG_LEVEL: process.env.TOLLGATE_LOG_LEVEL ?? 'silent',
      TOLLGATE_DOWNLOADS_PORT: '0',
      TOLLGATE_DOWNLOADS_PLAIN_PORT: '0',
      TOLLGATE_TLS_CERT_FILE: join(this.folder, 'server.pem'),
      TOLLGATE_TLS_KEY_FILE: join(this.folder, 'server.key'),
      TOLLGATE_S3_URL: minio.url,
      TOLLGATE_S3_ACCESS_KEY: minio.accessKey,
      TOLLGATE_S3_SECRET_KEY_FILE: join(this.folder, 's3-secret'),
      TOLLGATE_LINK_KEY_FILE: join(this.folder, 'link.key'),
    };
  }

  async startReplica({ environment = {}, clock = systemClock, times = {} }: ReplicaOptions = {}): Promise<Replica> {
    const service = await openService({
      name: 'esd-delivery',
      module: AppModule,
      config: configSchema.transform((config): Config => ({ ...config, times: { ...config.times, ...times } })),
      entities,
      migrations,
      environment: { ...this.environment, ...environment },
      clock,
    });
    const [port = 0, plainPort = 0] = service.app.get(DownloadListener).ports;
    const replica = { service, port, plainPort };
    this.replicas.push(replica);
    return replica;
  }

  /** Puts a file for sale, the way the ingress does. */
  async sell(sku: string, name: string, bytes: Buffer): Promise<PinnedFile> {
    await this.put(sku);
    const answer = await fetch(await this.uploadUrl(sku, name), { method: 'PUT', body: bytes });
    return decode(PinnedFileSchema, await answer.text());
  }

  async put(sku: string, kind = 'digital'): Promise<void> {
    const good = { sku, kind, description: sku };
    await new Requests(this.bus).request(requests.putGood, PutGoodRequestSchema, PutGoodResponseSchema, { merchant, good });
  }

  async uploadUrl(sku: string, fileName: string): Promise<string> {
    const wish = { merchant, sku, fileName };
    return (await new Requests(this.bus).request(requests.openUpload, OpenUploadRequestSchema, OpenUploadResponseSchema, wish))
      .url;
  }

  /** An order that nobody paid yet. */
  async place(init: EventInit<'OrderPlaced'> = {}, order = randomUUID()): Promise<{ order: string; hash: string; id: string }> {
    const placed = { type: 'OrderPlaced', data: orderPlaced(init).data } as OrderEvent;
    const appended = await this.logs['gateway-ingress'].append({
      subject: { kind: 'order', id: order },
      merchant,
      mode: 'test',
      events: [placed],
      expectedVersion: 0,
      previousHash: noHash,
      causation: randomUUID(),
      correlation: order,
    });
    if (appended.outcome !== 'appended') throw new Error(appended.outcome);
    const [event] = appended.events;
    return { order, hash: event?.hash ?? '', id: event?.header.id ?? '' };
  }

  /** A paid order of these files, all of one line; answers once its downloads are granted. */
  async buy(files: readonly PinnedFile[], { paidAt = new Date(), sku = 'A' }: Bought = {}): Promise<Purchase> {
    const { order, hash, id } = await this.place();
    const deliverables: EventInit<'PaymentCaptured'>['deliverables'] = [
      { line: 1, sku, forms: files.map((value) => ({ form: { case: 'file', value } })) },
    ];
    await this.logs.authorization.append({
      subject: { kind: 'order', id: order },
      merchant,
      mode: 'test',
      events: [newEvent('PaymentCaptured', { amount: { minor: 100n, currency: 'USD' }, isSale: true, deliverables })],
      expectedVersion: 0,
      previousHash: hash,
      causation: id,
      correlation: order,
      occurredAt: paidAt.toISOString(),
    });
    await this.until(order, 'DownloadsGranted');
    return { order, tokens: files.map((_, index) => this.token(order, index)) };
  }

  /** Gives the whole amount back, as ingress and authorization would tell it. */
  async refund(order: string): Promise<void> {
    const amount = { minor: 100n, currency: 'USD' };
    const command = { id: randomUUID(), hash: '', correlation: order };
    const [requested] = await this.logs['gateway-ingress'].decide(orderTarget(order), command, () => [
      newEvent('RefundRequested', { amount }),
    ]);
    if (requested === undefined) throw new Error('no refund was requested');
    const operation = requested.header.id;
    await this.logs.authorization.decide(orderTarget(order), causeOf(requested), () => [
      newEvent('PaymentRefunded', { operation, amount }),
    ]);
    await this.until(order, 'DownloadAccessRevoked');
  }

  /** In the service's own schema. */
  sql<T>({ app }: RunningService, statement: string): Promise<readonly T[]> {
    return app.get(Sql).query<T>(statement);
  }

  /** Waits until nothing of the order is being sent. */
  async idle(service: RunningService, order: string): Promise<void> {
    for (;;) {
      const open = await this.sql(
        service,
        `SELECT FROM transfers t JOIN entitlements e ON e.id = t.entitlement_id WHERE e.order_id = '${order}' AND t.state = 'running'`,
      );
      if (open.length === 0) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** The merchant asks for new links of all files; answers the new tokens. */
  async reissue({ order, tokens }: Purchase, generation = 2): Promise<readonly string[]> {
    const command = { id: randomUUID(), hash: '', correlation: order };
    const entitlements = tokens.map((_, index) => index);
    await this.logs['gateway-ingress'].decide(orderTarget(order), command, () => [
      newEvent('DownloadsReissueRequested', { entitlements }),
    ]);
    await this.until(order, 'DownloadsReissued');
    return tokens.map((_, index) => this.token(order, index, generation));
  }

  token(order: string, index: number, generation = 1): string {
    return signLink(this.linkKey, { order, index, generation });
  }

  async typesOf(order: string): Promise<readonly string[]> {
    const events = await this.logs['gateway-ingress'].read(order);
    return events.map(({ type }) => type).filter((type) => type.startsWith('Download'));
  }

  /** Waits until the order's log holds such an event. */
  async until(order: string, type: string, timeoutMs = 60_000): Promise<void> {
    const deadline = Date.now() + timeoutMs;
    while (!(await this.typesOf(order)).includes(type)) {
      if (Date.now() > deadline) throw new Error(`no ${type} within ${timeoutMs} ms`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  private async writeFiles(): Promise<void> {
    const made = await generate([{ name: 'commonName', value: 'localhost' }], {
      keyType: 'ec',
      curve: 'P-256',
      algorithm: 'sha256',
    });
    writeFileSync(join(this.folder, 'server.pem'), made.cert);
    writeFileSync(join(this.folder, 'server.key'), made.private);
    writeFileSync(join(this.folder, 's3-secret'), this.servers.minio.secretKey);
    writeFileSync(join(this.folder, 'link.key'), this.linkKey.toString('base64'));
  }
}

/** When, and as what. */
interface Bought {
  readonly paidAt?: Date;
  readonly sku?: string;
}

export interface Purchase {
  readonly order: string;
  readonly tokens: readonly string[];
}
