// Fills a log with finished orders whose chains are valid, faster than orders can be placed: for measuring how cost
// grows with the log.
import { randomBytes, randomUUID } from 'node:crypto';
import { type EventInit, type EventType, encodeData, eventKinds, headerOf, newEvent } from '@tollgate/contracts';
import { hashOf } from '@tollgate/order-log';
import pg from 'pg';
import { v7 } from 'uuid';

export const usd = (minor: bigint) => ({ minor, currency: 'USD' });
export const address = { country: 'US', region: 'NY', postalCode: '12207' };
export const hmac = (): string => randomBytes(32).toString('hex');
const file = { name: 'book.epub', sizeBytes: 1_048_576n, sha256: 'ab'.repeat(32), objectKey: 'mer_demo/EBOOK-1/seeded' };
const form = { case: 'file', value: file } as const;
const total = usd(5426n);

const book = {
  sku: 'EBOOK-1',
  description: 'The Book',
  quantity: 1,
  unitAmount: usd(1999n),
  taxClass: 'digital_goods',
  forms: [{ form }],
};
export const mugs = {
  sku: 'MUG-1',
  description: 'A mug',
  quantity: 2,
  unitAmount: usd(1250n),
  weightGrams: 400,
  isShipped: true,
  taxClass: 'tangible_goods',
};

/** An event of an order, made when those before it are, and the one that it follows from, by its index; -1: the
 *  merchant's request. */
export interface Step<T extends EventType = EventType> {
  readonly type: T;
  readonly init: (rows: readonly Row[]) => EventInit<T>;
  readonly cause: number;
}

type InitOf<T extends EventType> = EventInit<T> | ((rows: readonly Row[]) => EventInit<T>);

export const step = <T extends EventType>(type: T, init: InitOf<T>, cause: number): Step =>
  ({ type, init: typeof init === 'function' ? init : () => init, cause }) as Step;

/** What was asked and decided before any money moved. */
const request = (): readonly Step[] => {
  const screening = { card: hmac(), email: hmac(), ip: hmac(), network: hmac(), goods: hmac() };
  const card = { token: `card_seeded_${randomUUID()}`, brand: 'visa', bin: '411111', last4: '1111' };
  const amounts = { subtotal: usd(4499n), shipping: usd(795n), tax: usd(132n), total };
  const priced = { shippingMethod: 'ground', rounding: 'half_up_per_line', screening, destination: address };
  const goods = { lines: [book, mugs], shippingMethod: 'ground', card, screening, billing: address, shipping: address };
  return [
    step('OrderPlaced', { type: 'sale', currency: 'USD', ...goods }, -1),
    step('OrderPriced', { ...amounts, ...priced }, 0),
    step('FraudAssessed', { decision: 'accept', score: 7 }, 1),
  ];
};

const idAt =
  (index: number) =>
  (rows: readonly Row[]): string =>
    rows[index]?.id ?? '';

/** The rest of a sale that ended well. Its authorization is named by OrderPlaced, its capture by PaymentCaptured. */
const sale = (): readonly Step[] => {
  const placed = idAt(0);
  const captured = idAt(5);
  const trace = { stan: 1, rrn: '632700000001', terminalId: 'SEEDED01', transmittedAt: '1123120000' };
  const reference = { reference: { case: 'iso8583', value: trace } } as const;
  const asked = { amount: total, processor: 'iso8583', reference, isSale: true };
  const approval = { amount: total, reference, authorizationCode: 'A12345', avs: 'Y', cvc: 'M', networkCode: '00' };
  const capture = { amount: total, isSale: true, isFinal: true, deliverables: [{ line: 1, sku: 'EBOOK-1', forms: [{ form }] }] };
  const entitlements = [{ index: 0, line: 1, sku: 'EBOOK-1', form, generation: 1, downloads: 1 }];
  const mail = { kind: 'receipt', messageId: '<receipt.seeded@tollgate>' };
  return [
    step('AuthorizationRequested', (rows) => ({ operation: placed(rows), ...asked }), 2),
    step('PaymentAuthorized', (rows) => ({ operation: placed(rows), ...approval }), 2),
    step('PaymentCaptured', (rows) => ({ operation: placed(rows), ...capture }), 2),
    step('DownloadsGranted', { entitlements, expiresAt: '2026-01-04T00:00:00.000Z' }, 5),
    step('MailSent', (rows) => ({ operation: captured(rows), ...mail }), 6),
  ];
};

export interface Row {
  readonly id: string;
  readonly subject: string;
  readonly stream: string;
  readonly version: number;
  readonly type: string;
  readonly causation: string;
  readonly header: string;
  readonly data: string;
  readonly previous: string;
  readonly hash: string;
}

const noHash = '0'.repeat(64);

/** The event behind those of `rows`: chained to its stream, or to what it follows from where it is the stream's
 *  first. */
const rowAfter = (rows: readonly Row[], subject: string, { type, init, cause }: Step): Row => {
  const [stream] = eventKinds[type].streams;
  if (stream === undefined) throw new Error(`${type} lies in no stream`);
  const before = rows.findLast((row) => row.stream === stream.name);
  const causation = rows[cause]?.id ?? subject;
  const [id, version] = [v7(), (before?.version ?? 0) + 1];
  const event = newEvent(type, init(rows) as never);
  const header = headerOf(event, {
    id,
    subject: { kind: 'order', id: subject },
    stream: stream.name,
    version,
    merchant: 'mer_demo',
    mode: 'test',
    occurredAt: new Date().toISOString(),
    causation,
    correlation: subject,
    actor: { service: stream.owner },
  });
  const texts = { header: JSON.stringify(header), data: encodeData(event) };
  const previous = before?.hash ?? rows[cause]?.hash ?? noHash;
  const hash = hashOf(previous, texts.header, texts.data);
  return { id, subject, stream: stream.name, version, type, causation, ...texts, previous, hash };
};

/** The rows of an order of its own. */
export const rowsOf = (steps: readonly Step[]): readonly Row[] => {
  const subject = v7();
  const rows: Row[] = [];
  for (const one of steps) rows.push(rowAfter(rows, subject, one));
  return rows;
};

const insert = `INSERT INTO order_log.events
    (subject_id, stream, version, type, causation, header, data, previous_hash, hash, epoch, appended_by)
  SELECT subject, stream, version, type, causation, header::json, data::json, decode(previous, 'hex'), decode(hash, 'hex'),
    order_log.open_epoch(), $10
  FROM unnest($1::uuid[], $2::text[], $3::int[], $4::text[], $5::uuid[], $6::text[], $7::text[], $8::text[], $9::text[])
    AS e(subject, stream, version, type, causation, header, data, previous, hash)`;

const columns = ['subject', 'stream', 'version', 'type', 'causation', 'header', 'data', 'previous', 'hash'] as const;
const ordersPerBatch = 500;

/** Appends what it is given, as a process whose every event is on the bus: no relay hurries to put them there. */
export class Seeder {
  private readonly db: pg.Client | pg.Pool;
  private readonly instance = randomUUID();

  private constructor(db: pg.Client | pg.Pool) {
    this.db = db;
  }

  static async open(db: pg.Client | pg.Pool): Promise<Seeder> {
    const seeder = new Seeder(db);
    const mark = 'INSERT INTO order_log.publisher (instance, service, published_to) VALUES ($1, $2, $3)';
    await db.query(mark, [seeder.instance, 'seeder', 2n ** 62n]);
    return seeder;
  }

  async append(rows: readonly Row[]): Promise<void> {
    const values = columns.map((column) => rows.map((row) => row[column]));
    await this.db.query({ name: 'seed', text: insert, values: [...values, this.instance] });
  }
}

/** Appends `count` finished orders. */
export const seedLog = async (postgresUrl: string, count: number, progress: (done: number) => void): Promise<void> => {
  const db = new pg.Client({ connectionString: postgresUrl });
  await db.connect();
  const seeder = await Seeder.open(db);
  for (let done = 0; done < count; done += ordersPerBatch) {
    const orders = Array.from({ length: Math.min(ordersPerBatch, count - done) }, () => rowsOf([...request(), ...sale()]));
    await seeder.append(orders.flat());
    progress(Math.min(count, done + ordersPerBatch));
  }
  await db.query('ANALYZE order_log.events');
  await db.end();
};
