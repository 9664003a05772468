// Fills a log with finished orders whose chains are valid, faster than orders can be placed: for measuring how cost grows with the log.
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { type EventInit, type EventType, encodeData, eventKinds, headerOf, newEvent } from '@tollgate/contracts';
import pg from 'pg';
import { v7 } from 'uuid';

const usd = (minor: bigint) => ({ minor, currency: 'USD' });
const place = { country: 'US', region: 'NY', postalCode: '12207' };
const hmac = (): string => randomBytes(32).toString('hex');
const file = { name: 'book.epub', sizeBytes: 1_048_576n, sha256: 'ab'.repeat(32), objectKey: 'mer_demo/EBOOK-1/seeded' };

/** [type, data, index of the causing event] of a sale that ended well. */
const history = (): readonly (readonly [EventType, EventInit<EventType>, number])[] => {
  const screening = { card: hmac(), email: hmac(), ip: hmac(), network: hmac() };
  const trace = { stan: 1, rrn: '632700000001', terminalId: 'SEEDED01', transmittedAt: '1123120000' };
  const lines = [
    { sku: 'EBOOK-1', description: 'The Book', kind: 'digital', quantity: 1, unitAmount: usd(1999n), files: [file] },
    { sku: 'MUG-1', description: 'A mug', kind: 'physical', quantity: 2, unitAmount: usd(1250n), weightGrams: 400 },
  ];
  const amounts = { subtotal: usd(4499n), shipping: usd(795n), tax: usd(132n), total: usd(5426n) };
  const card = { token: `card_seeded_${randomUUID()}`, brand: 'visa', bin: '411111', last4: '1111' };
  return [
    [
      'OrderPlaced',
      { type: 'sale', currency: 'USD', lines, shippingMethod: 'ground', card, screening, billing: place, shipping: place },
      -1,
    ],
    ['OrderPriced', { ...amounts, shippingMethod: 'ground', rounding: 'half_up_per_line', screening, destination: place }, 0],
    ['FraudAssessed', { decision: 'accept', score: 7 }, 1],
    ['AuthorizationRequested', { amount: usd(5426n), trace, operation: 'sale' }, 2],
    ['PaymentAuthorized', { amount: usd(5426n), authorizationCode: 'A12345', avs: 'Y', cvc: 'M', responseCode: '00' }, 2],
    ['PaymentCaptured', { amount: usd(5426n), deliverables: [{ line: 1, sku: 'EBOOK-1', files: [file] }] }, 2],
    [
      'DownloadsGranted',
      { entitlements: [{ index: 0, line: 1, sku: 'EBOOK-1', file, generation: 1 }], expiresAt: '2026-01-04T00:00:00.000Z' },
      5,
    ],
    ['ReceiptSent', { messageId: '<receipt.seeded@tollgate>' }, 6],
  ];
};

interface Row {
  readonly order: string;
  readonly stream: string;
  readonly version: number;
  readonly type: string;
  readonly causation: string;
  readonly header: string;
  readonly data: string;
  readonly previous: Buffer;
  readonly hash: Buffer;
}

const rowsOfOrder = (merchant: string): readonly Row[] => {
  const order = v7();
  const rows: (Row & { readonly id: string })[] = [];
  for (const [type, init, cause] of history()) {
    const { stream } = eventKinds[type];
    const before = rows.filter((row) => row.stream === stream).at(-1);
    const causation = rows[cause]?.id ?? order;
    const id = v7();
    const version = (before?.version ?? 0) + 1;
    const event = newEvent(type, init as never);
    const said = {
      id,
      order,
      version,
      merchant,
      mode: 'test',
      occurredAt: new Date().toISOString(),
      causation,
      correlation: order,
    } as const;
    const header = JSON.stringify(headerOf(event, { ...said, actor: eventKinds[type].appendedBy }));
    const data = encodeData(event);
    const previous = before?.hash ?? rows[cause]?.hash ?? Buffer.alloc(32);
    const hash = createHash('sha256').update(previous).update(header).update(data).digest();
    rows.push({ id, order, stream, version, type, causation, header, data, previous, hash });
  }
  return rows;
};

const insert = `insert into order_log.events (order_id, stream, version, type, causation, header, data, previous_hash, hash, appended_by)
  select order_id, stream, version, type, causation, header::json, data::json, previous_hash, hash, $10
  from unnest($1::uuid[], $2::text[], $3::int[], $4::text[], $5::uuid[], $6::text[], $7::text[], $8::bytea[], $9::bytea[])
    as e(order_id, stream, version, type, causation, header, data, previous_hash, hash)`;

const columns = ['order', 'stream', 'version', 'type', 'causation', 'header', 'data', 'previous', 'hash'] as const;
const ordersPerBatch = 500;

/** Appends `count` finished orders. They are marked as published, so that no relay hurries to put them on the bus. */
export const seedLog = async (postgresUrl: string, count: number, progress: (done: number) => void): Promise<void> => {
  const db = new pg.Client({ connectionString: postgresUrl });
  await db.connect();
  const instance = randomUUID();
  await db.query('insert into order_log.publisher (instance, service, published_to) values ($1, $2, $3)', [
    instance,
    'seeder',
    2n ** 62n,
  ]);
  for (let done = 0; done < count; done += ordersPerBatch) {
    const rows = Array.from({ length: Math.min(ordersPerBatch, count - done) }, () => rowsOfOrder('mer_demo')).flat();
    await db.query({
      name: 'seed',
      text: insert,
      values: [...columns.map((column) => rows.map((row) => row[column])), instance],
    });
    progress(Math.min(count, done + ordersPerBatch));
  }
  await db.query('analyze order_log.events');
  await db.end();
};
