// A log as a shop fills it in a year, written straight into the table from the texts of one order: the bytes are those of the contracts, the ids and
// times are each order's own. Hashes are not those of a chain: what reads them here does not look.
import type pg from 'pg';
import { encodeData, type RecordedEvent } from '../../libs/contracts/dist/index.js';
import { usd } from '../../libs/money/dist/index.js';
import {
  authorizationRequested,
  downloadCompleted,
  downloadsGranted,
  fraudAccepted,
  mailSent,
  orderPlaced,
  orderPriced,
  paymentAuthorized,
  paymentCaptured,
  paymentDeclined,
  recorded,
  refundRequested,
  testOrderId,
  testPlacementId,
} from '../../libs/testing/dist/index.js';

/** The merchant whose orders they are. */
export const MADE_UP_MERCHANT = 'mer_01890a5dac96774bbcceb302099a8057';
export const SKUS = 200;

const refund = '01890a5d-ac96-7000-8000-0000000000e1';
const REFUNDED_AT = '2026-11-30T09:30:00.000Z';
const begun: readonly RecordedEvent[] = [
  orderPlaced({ reference: '@reference@' }),
  orderPriced(),
  fraudAccepted(),
  authorizationRequested({}, { version: 1 }),
];
const bought = [...begun, paymentAuthorized(), paymentCaptured(), downloadsGranted(), mailSent()];

/** What becomes of an order, and of how many in a hundred. */
const lives: readonly { readonly from: number; readonly events: readonly RecordedEvent[] }[] = [
  { from: 0, events: [...begun, paymentDeclined()] },
  {
    from: 5,
    events: [
      ...bought,
      refundRequested({}, { id: refund, occurredAt: REFUNDED_AT }),
      recorded('RefundSubmitted', { operation: refund, amount: usd(5426n) }, { version: 4, occurredAt: REFUNDED_AT }),
      recorded('PaymentRefunded', { operation: refund, amount: usd(5426n) }, { version: 5, occurredAt: REFUNDED_AT }),
    ],
  },
  { from: 7, events: [...bought, downloadCompleted()] },
  { from: 40, events: bought },
];

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** The text of an event with what is each order's own left open. */
const open = (text: string): string =>
  text
    .replaceAll(testOrderId, '@order@')
    .replaceAll(testPlacementId, '@placement@')
    .replaceAll(refund, '@refund@')
    .replaceAll('2026-11-23T12:00:00.000Z', '@at@')
    .replaceAll(REFUNDED_AT, '@later@')
    .replaceAll('"mer_demo"', `"${MADE_UP_MERCHANT}"`)
    .replaceAll('"EBOOK-1"', '"@sku@"')
    .replaceAll('"1111"', '"@last4@"')
    .replaceAll('"email":"e1"', '"email":"@email@"');

const templates = lives.flatMap(({ events }, life) =>
  events.map(({ type, header, data }, place) => {
    const values = [header.stream, type, open(JSON.stringify(header)), open(encodeData({ type, data } as never))];
    return `(${life}, ${place}, ${header.version}, ${values.map(quoted).join(', ')})`;
  }),
);

const lifeOf = lives
  .toReversed()
  .map(({ from }, index) => `WHEN n % 100 >= ${from} THEN ${lives.length - 1 - index}`)
  .join(' ');
const id = (kind: string): string => `substr(t, 1, 8) || '-' || substr(t, 9, 4) || '-7${kind}-8000-' || lpad(to_hex(n), 12, '0')`;
const filled = (text: string): string =>
  [
    ['@order@', 'order_id'],
    ['@placement@', 'placement'],
    ['@refund@', 'refund'],
    ['@at@', 'at'],
    ['@later@', 'later'],
    ['@sku@', 'sku'],
    ['@last4@', 'last4'],
    ['@email@', 'email'],
    ['@reference@', `'po-' || n`],
  ].reduce((sql, [mark, value]) => `replace(${sql}, '${mark}', ${value})`, text);

const BATCH = 20_000;

const statement = `WITH template (life, place, version, stream, type, header, data) AS (VALUES ${templates.join(', ')}),
  made AS (
    SELECT n, CASE ${lifeOf} END AS life, lpad(to_hex((extract(epoch FROM placed) * 1000)::bigint), 12, '0') AS t,
      to_char(placed, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at, to_char(placed + interval '3 days', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS later,
      'SKU-' || lpad((n * 7919 % ${SKUS})::text, 4, '0') AS sku, lpad((n * 31 % 10000)::text, 4, '0') AS last4, md5((n / 3)::text) AS email
    FROM (SELECT n, timestamp '2025-11-20' + n * interval '365 days' / $3::int AS placed FROM generate_series($1::int, $2::int) AS n) AS numbered
  ),
  named AS (SELECT *, ${id('000')} AS order_id, ${id('001')} AS placement, ${id('002')} AS refund FROM made)
  INSERT INTO order_log.events (subject_id, stream, version, type, causation, header, data, previous_hash, hash, epoch, appended_by)
  SELECT order_id::uuid, stream, version, type, gen_random_uuid(), ${filled('header')}::json, ${filled('data')}::json, '', sha256(order_id::bytea),
    order_log.open_epoch(), order_id::uuid
  FROM named JOIN template USING (life) ORDER BY n, place`;

/** Writes so many orders of a year; answers how many events they are. */
export const writeMadeUpLog = async (
  db: pg.Client,
  orders: number,
  onDone: (orders: number) => void = () => undefined,
): Promise<number> => {
  let events = 0;
  for (let from = 1; from <= orders; from += BATCH) {
    const to = Math.min(from + BATCH - 1, orders);
    const { rowCount } = await db.query(statement, [from, to, orders]);
    events += rowCount ?? 0;
    onDone(to);
  }
  await db.query('VACUUM ANALYZE order_log.events');
  return events;
};
