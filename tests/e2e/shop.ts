// A shop on a running stack: its merchant calls the public API, its customer reads mails and downloads, its auditor
// reads the record and the journals outside.
import { hash, randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { eventually } from '@tollgate/testing';
import pg from 'pg';
import { portOffsets, type ServiceName } from '../../scripts/supervisor/table.ts';
import { type OrderChange, someOrder } from '../load/orders.ts';
import { type Answer, callApi } from '../load/place.ts';
import { type Demo, type RunningStack, type StackOptions, startStack } from '../stack.ts';
import { tollgate } from '../tollgate-cli.ts';

export interface Fetched {
  readonly status: number;
  readonly bytes: Buffer;
}

export interface Mail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** One line of a simulator's journal; of its members the tests name what they look at. */
export type JournalLine = Readonly<Record<string, unknown>> & { readonly kind: string };

interface MailSummary {
  readonly ID: string;
  readonly MessageID: string;
  readonly Subject: string;
}

const linesOf = (file: string): readonly JournalLine[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as JournalLine);

/** The uuid behind a public id, e.g. of `ord_01890a5dac96774bbcceb302099a8057`. */
export const uuidOf = (publicId: string): string =>
  publicId.replace(/^[a-z]+_/, '').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

export class Shop {
  readonly db: pg.Pool;
  readonly stack: RunningStack;

  private readonly apiKey: string;

  private constructor(stack: RunningStack, db: pg.Pool, apiKey: string) {
    this.stack = stack;
    this.db = db;
    this.apiKey = apiKey;
  }

  /** The demo merchant's, with its test key, on a stack of its own. */
  static async open(options?: StackOptions): Promise<Shop> {
    return Shop.on(await startStack(options));
  }

  /** On a stack that runs. */
  static on(stack: RunningStack): Shop {
    const db = new pg.Pool({ connectionString: stack.demo().postgresUrl, max: 2 });
    db.on('error', () => undefined);
    return new Shop(stack, db, stack.demo().apiKey);
  }

  /** The same stack for whoever has another key: a new one, of that merchant and mode. */
  async withNewKey(merchant: string, mode: 'test' | 'live'): Promise<Shop> {
    const key = `tgk_${mode}_${randomBytes(32).toString('base64url')}`;
    const hashed = hash('sha256', key, 'hex');
    await this.db.query('INSERT INTO gateway_ingress.merchants (id, name) VALUES ($1, $1) ON CONFLICT DO NOTHING', [merchant]);
    await this.db.query(
      'INSERT INTO gateway_ingress.api_keys (id, merchant_id, mode, lookup, hash) VALUES ($1, $2, $3, $4, $5)',
      [randomUUID(), merchant, mode, hashed.slice(0, 16), hashed],
    );
    return new Shop(this.stack, this.db, key);
  }

  async close(): Promise<void> {
    await this.db.end();
    await this.stack.stop();
  }

  get demo(): Demo {
    return { ...this.stack.demo(), apiKey: this.apiKey };
  }

  get(path: string): Promise<Answer> {
    return callApi(this.demo, { method: 'GET', path });
  }

  /** Under a key of its own unless one is given. */
  post(path: string, body: unknown = {}, key: string = randomUUID()): Promise<Answer> {
    return callApi(this.demo, { method: 'POST', path, body, headers: { 'idempotency-key': key } });
  }

  put(path: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return callApi(this.demo, { method: 'PUT', path, body, headers });
  }

  place(change: OrderChange = {}, key: string = randomUUID()): Promise<Answer> {
    return this.post('/v1/orders', someOrder(change), key);
  }

  delete(path: string): Promise<Answer> {
    return callApi(this.demo, { method: 'DELETE', path });
  }

  /** Sets an area of the demo merchant's settings; what is not named is at its default. */
  async set(area: string, document: object): Promise<void> {
    const { status, body } = await this.put(`/v1/settings/${area}`, document);
    if (status !== 200) throw new Error(`settings of ${area} were answered ${status}: ${JSON.stringify(body)}`);
  }

  /** The types of an order's events in the order of the log. */
  async eventTypes(order: string): Promise<readonly string[]> {
    const { body } = await this.get(`/v1/orders/${order}/events?limit=100`);
    return (body.data as { type: string }[]).map(({ type }) => type);
  }

  async eventsOf(order: string, type: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
    const { body } = await this.get(`/v1/orders/${order}/events?limit=100`);
    return (body.data as { type: string; data: Record<string, unknown> }[])
      .filter((event) => event.type === type)
      .map(({ data }) => data);
  }

  /** Every capture, refund and re-issue so far was told to its customer, and that is in the log. */
  async mailsAreSent(): Promise<void> {
    await eventually('the mails', async () => {
      const { rows } = await this.db.query<{ owed: string }>(
        `SELECT count(*) FILTER (WHERE type IN ('PaymentCaptured', 'PaymentRefunded', 'DownloadsReissued')) - count(*) FILTER (WHERE type = 'MailSent') AS owed
           FROM order_log.events`,
      );
      return Number(rows[0]?.owed) === 0 || undefined;
    });
  }

  /** Whether a process can do its work, part by part. */
  async readiness(name: ServiceName): Promise<Readonly<Record<string, boolean>>> {
    const answer = await fetch(`http://127.0.0.1:${this.stack.portBase + portOffsets[name]}/health/ready`);
    return ((await answer.json()) as { parts: Record<string, boolean> }).parts;
  }

  /** How many events and idempotency records there are, once nothing more follows of what was done. */
  async recorded(): Promise<number> {
    await this.mailsAreSent();
    const { rows } = await this.db.query<{ count: string }>(
      'SELECT (SELECT count(*) FROM order_log.events) + (SELECT count(*) FROM order_log.idempotency_records) AS count',
    );
    return Number(rows[0]?.count);
  }

  acquirerJournal(): readonly JournalLine[] {
    return linesOf(this.demo.acquirerJournal);
  }

  stripeJournal(): readonly JournalLine[] {
    return linesOf(this.demo.stripeJournal);
  }

  /** How many messages about money came to either processor. */
  askedOfProcessors(): number {
    const ofAcquirer = this.acquirerJournal().filter(({ kind, mti }) => kind === 'received' && !String(mti).startsWith('08'));
    const ofStripe = this.stripeJournal().filter(({ kind, method }) => kind === 'received' && method === 'POST');
    return ofAcquirer.length + ofStripe.length;
  }

  /** Whether the acquirer ever heard of an order. */
  isKnownToAcquirer(order: string): boolean {
    return this.acquirerJournal().some((line) => line.order === uuidOf(order));
  }

  /** What the books of the acquirer have of an order, e.g. its `refunded` lines. */
  booked(order: string, kind: string): readonly JournalLine[] {
    return this.acquirerJournal().filter((line) => line.kind === kind && line.order === uuidOf(order));
  }

  /** The customer's mails about an order, newest first. */
  async mailsOf(order: string): Promise<readonly Mail[]> {
    const { messages } = await this.mailbox<{ messages: readonly MailSummary[] }>('messages?limit=200');
    const own = messages.filter(({ MessageID }) => MessageID.includes(order.slice(4)));
    return Promise.all(
      own.map(async ({ ID, Subject }) => {
        const { Text, HTML } = await this.mailbox<{ Text: string; HTML: string }>(`message/${ID}`);
        return { subject: Subject, text: Text, html: HTML };
      }),
    );
  }

  mailOf(order: string, subject: RegExp): Promise<Mail> {
    return eventually(`a mail about ${order}`, async () =>
      (await this.mailsOf(order)).find((mail) => subject.test(mail.subject)),
    );
  }

  /** A connection of its own, closed when all has arrived, as a browser's. */
  fetchLink(url: string): Promise<Fetched> {
    return new Promise((resolve, reject) => {
      request(url, { ca: readFileSync(this.demo.caFile), agent: false }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, bytes: Buffer.concat(chunks) }));
      })
        .on('error', reject)
        .end();
    });
  }

  /** The operator's command line; throws when its exit code is not 0. */
  tollgate(...args: readonly string[]): string {
    return tollgate(this.stack.dataDir, ...args);
  }

  /** The whole audit, the journals of the outside included; throws when it finds anything. */
  audit(): string {
    return this.tollgate('audit');
  }

  private async mailbox<T>(path: string): Promise<T> {
    return (await (await fetch(`${this.demo.mailUrl}/api/v1/${path}`)).json()) as T;
  }
}
