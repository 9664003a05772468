import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, type RequestOptions, request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { openService, type RunningService } from '@tollgate/service';
import { FaultProxy, startNats, startPostgres, type TestPostgres, type TestServer } from '@tollgate/testing';
import pg from 'pg';
import { ApiKeys } from '../api-keys/api-keys.repository.js';
import { serviceOptions } from '../app.module.js';
import { DocumentedAnswers } from './documented-answers.js';
import { Neighbors } from './neighbors.js';

export interface TestAnswer {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever was answered
  readonly json: any;
  /** Until its last byte, without the time in which the test looks at it. */
  readonly tookMs: number;
}

export interface TestRequest {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly key?: string | undefined;
  /** Another replica's. */
  readonly port?: number;
}

const isContent = (body: unknown): body is string | Buffer | Readable | undefined =>
  body === undefined || typeof body === 'string' || body instanceof Buffer || body instanceof Readable;

const describeContent = (content: string | Buffer) => ({
  'content-type': 'application/json',
  'content-length': Buffer.byteLength(content),
});

interface Certificates {
  /** Makes `ca.pem`, `server.pem` and `server.key` in a folder. */
  ensureCertificates(folder: string): Promise<void>;
}

/** The supervisor's, which lies outside of every project: so it is imported at run time. */
const certificates: string = '../../../../scripts/supervisor/stack/certificates.ts';

/** A gateway on real servers, with its neighbors played by the test. */
export class TestGateway {
  readonly apiKey = `tgk_test_${randomBytes(32).toString('base64url')}`;
  readonly merchant = 'mer_demo';
  /** Of somebody who owns the demo merchant's store. */
  readonly owner = { email: 'owner@demo.example', password: randomBytes(16).toString('base64url') };
  readonly environment: NodeJS.ProcessEnv;
  private readonly folder = mkdtempSync(join(tmpdir(), 'ingress-'));
  private running: RunningService | undefined;
  /** Before the gateway's own way to Postgres and to the bus; the test and its neighbors go around them. */
  postgresProxy!: FaultProxy;
  natsProxy!: FaultProxy;
  private agent: Agent | undefined;
  private documented!: DocumentedAnswers;
  neighbors!: Neighbors;

  private constructor(
    readonly postgres: TestPostgres,
    readonly nats: TestServer,
  ) {
    const file = (name: string, content: string) => {
      writeFileSync(join(this.folder, name), content, { mode: 0o600 });
      return join(this.folder, name);
    };
    const key = (name: string) => file(name, randomBytes(32).toString('base64'));
    this.environment = {
      TOLLGATE_HEALTH_PORT: '0',
      TOLLGATE_LOG_LEVEL: 'silent',
      TOLLGATE_API_PORT: '0',
      TOLLGATE_TLS_CERT_FILE: join(this.folder, 'server.pem'),
      TOLLGATE_TLS_KEY_FILE: join(this.folder, 'server.key'),
      TOLLGATE_DOWNLOADS_URL: 'https://downloads.example:8444',
      TOLLGATE_KEY_ENCRYPTION_KEY_FILE: key('kek'),
      TOLLGATE_LOOKUP_KEY_FILE: key('lookup'),
      TOLLGATE_LINK_KEY_FILE: key('link'),
      TOLLGATE_DEMO_MERCHANT_ID: this.merchant,
      TOLLGATE_DEMO_API_KEY_FILE: file('api-key', this.apiKey),
      TOLLGATE_DEMO_USER_EMAIL: this.owner.email,
      TOLLGATE_DEMO_USER_PASSWORD_FILE: file('password', this.owner.password),
      TOLLGATE_CENTRAL_URL: 'https://localhost:7443/central',
    };
  }

  static async start(environment: NodeJS.ProcessEnv = {}): Promise<TestGateway> {
    const [postgres, nats] = await Promise.all([startPostgres(), startNats()]);
    const gateway = new TestGateway(postgres, nats);
    const { ensureCertificates } = (await import(certificates)) as Certificates;
    await ensureCertificates(gateway.folder);
    gateway.agent = new Agent({ keepAlive: true, ca: readFileSync(join(gateway.folder, 'ca.pem')) });
    gateway.postgresProxy = await FaultProxy.before(postgres.urlFor('gateway_ingress'));
    gateway.natsProxy = await FaultProxy.before(nats.url);
    gateway.environment.TOLLGATE_POSTGRES_URL = gateway.postgresProxy.url;
    gateway.environment.TOLLGATE_NATS_URL = gateway.natsProxy.url;
    gateway.running = await openService({ ...serviceOptions, environment: { ...gateway.environment, ...environment } });
    // biome-ignore lint/suspicious/noExplicitAny: Nest's type of a context has no server
    gateway.documented = new DocumentedAnswers(gateway.service.app as any);
    gateway.neighbors = await Neighbors.open(nats.url, (role) => postgres.urlFor(role));
    return gateway;
  }

  async stop(): Promise<void> {
    this.agent?.destroy();
    await this.neighbors.close();
    await this.running?.stop();
    await Promise.all([this.postgresProxy.close(), this.natsProxy.close()]);
    await Promise.all([this.postgres.stop(), this.nats.stop()]);
    rmSync(this.folder, { recursive: true, force: true });
  }

  get port(): number {
    // biome-ignore lint/suspicious/noExplicitAny: Nest's type of a context has no server
    return (this.service.app as any).getHttpServer().address().port;
  }

  get service(): RunningService {
    if (this.running === undefined) throw new Error('the gateway is not open');
    return this.running;
  }

  /** As the demo merchant unless told otherwise; an object is sent as JSON, text as it is. What is answered has to be as documented. */
  async send(
    method: string,
    path: string,
    { body, headers, key = this.apiKey, port = this.port }: TestRequest = {},
  ): Promise<TestAnswer> {
    const content = isContent(body) ? body : JSON.stringify(body);
    const type = content === undefined || content instanceof Readable ? {} : describeContent(content);
    const options: RequestOptions = {
      method,
      port,
      path,
      agent: this.agent,
      headers: { authorization: `Bearer ${key}`, ...type, ...headers },
    };
    const sinceMs = performance.now();
    const answer = await new Promise<TestAnswer>((resolve, reject) => {
      const sent = request(options, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.once('error', reject);
        response.once('end', () => {
          const tookMs = performance.now() - sinceMs;
          const text = Buffer.concat(chunks).toString();
          const isJson = String(response.headers['content-type']).includes('json');
          const json = isJson && text !== '' ? JSON.parse(text) : undefined;
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text, json, tookMs });
        });
      });
      sent.once('error', reject);
      if (content instanceof Readable) content.pipe(sent);
      else sent.end(content);
    });
    this.documented.check(method, path, answer);
    return answer;
  }

  /** Gives another merchant, or another mode, a key. */
  giveKey(merchant: string, key: string): Promise<void> {
    return this.service.app.get(ApiKeys, { strict: false }).ensure(merchant, key);
  }

  async query<T extends object>(text: string): Promise<readonly T[]> {
    const client = new pg.Client({ connectionString: this.postgres.url });
    await client.connect();
    try {
      return (await client.query(text)).rows as T[];
    } finally {
      await client.end();
    }
  }

  /** How much is stored: events, idempotencyRecords, and cards in the vault. */
  async stored(): Promise<{ readonly events: number; readonly idempotencyRecords: number; readonly cards: number }> {
    const [counts] = await this.query<{ events: number; idempotencyRecords: number }>(
      'select (select count(*)::int from order_log.events) as events, (select count(*)::int from order_log.idempotency_records) as "idempotencyRecords"',
    );
    return {
      events: counts?.events ?? 0,
      idempotencyRecords: counts?.idempotencyRecords ?? 0,
      cards: this.neighbors.cardsStored.length,
    };
  }
}
