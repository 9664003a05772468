import { PREPARED_PLANNING } from '@tollgate/postgres';
import pg from 'pg';
import { v7 } from 'uuid';
import type { AppendRequest } from '../append/append-request.js';
import { record } from '../append/record.js';
import { windowEndText } from '../relay/log-window.js';
import { horizonText, unpublishedText } from '../relay/relay.js';
import { standingText, stillStandingText } from '../relay/sweep.js';
import { idempotencyRecordOf, placement } from '../testing/append-requests.js';
import { startLogDatabase, type TestPostgres } from '../testing/log-database.js';
import { appendStatement, type Group } from './batch.js';
import { idempotencyText, markText } from './postgres-order-log.js';
import { readText, readWithKeyText } from './rows.js';
import { tailText } from './tail.js';

let postgres: TestPostgres;
let client: pg.Client;
let plans: string[] = [];

/** Postgres reports the plan of every statement, those inside functions too. */
const explaining = [
  'session_preload_libraries=auto_explain',
  'auto_explain.log_min_duration=0',
  'auto_explain.log_nested_statements=on',
  'client_min_messages=log',
];

beforeAll(async () => {
  postgres = await startLogDatabase();
  client = new pg.Client({
    connectionString: postgres.url,
    options: [...planning, ...explaining].map((one) => `-c ${one}`).join(' '),
  });
  client.on('notice', ({ message }) => plans.push(message ?? ''));
  await client.connect();
});
afterAll(async () => {
  await client?.end();
  await postgres?.stop();
});

const planning = Object.entries(PREPARED_PLANNING).map(([name, value]) => `${name}=${value}`);

const groupOf = (request: AppendRequest): Group => ({
  request,
  events: record(request, { service: 'gateway-ingress', clock: () => new Date() }),
});
const placedWithAll = () =>
  placement({ idempotencyRecords: [idempotencyRecordOf()], orderKey: { customerId: 'c0ffee', wrapped: Buffer.from('k') } });

const plansOf = async (name: string, text: string, values: readonly unknown[]): Promise<string> => {
  plans = [];
  await client.query({ name, text, values: [...values] });
  expect(plans.length).toBeGreaterThan(0);
  return plans.join('\n');
};

const taken = groupOf(placedWithAll());
const order = v7();
const statements: readonly (readonly [string, () => readonly [string, readonly unknown[]], RegExp?])[] = [
  ['append', () => appendCall([groupOf(placedWithAll())])],
  [
    'append that meets a conflict',
    () => appendCall([taken, groupOf(placement({ subject: taken.request.subject })), groupOf(placement())], true),
  ],
  ['read', () => [readText, [`{${order},${v7()}}`]], /events_(version|causation)/],
  ['read with key', () => [readWithKeyText, [`{${order}}`]], /order_key_pkey/],
  [
    'tail',
    () => [tailText, ['1', '1', '0', 100]],
    /Index Scan using events_tail.*\n.*Index Cond: .*ROW\(epoch, xid, "?position"?\) > .*ROW\(epoch, xid\) < /,
  ],
  ['horizon', () => [horizonText, []]],
  ['unpublished', () => [unpublishedText, ['1', '1', '0', '1', '999999', '0']], /Index Scan using events_tail/],
  ['window end', () => [windowEndText, ['1', '1', '0', '1', '999999', '0']], /Index (Only )?Scan using events_tail/],
  ['standing', () => [standingText, ['1', '1', '0', '1', '999999', '0']], /Index Scan using events_tail[\s\S]*SubPlan/],
  ['still standing', () => [stillStandingText, [['1', '2']]], /Index Scan using events_position[\s\S]*SubPlan/],
  ['idempotency', () => [idempotencyText, [['mer_demo'], ['test'], ['request'], ['k']]], /idempotency_records_key/],
  ['mark', () => [markText, [v7(), '1']]],
];

function appendCall(groups: readonly Group[], withTakenKey = false): readonly [string, readonly unknown[]] {
  const all = withTakenKey
    ? [
        ...groups,
        groupOf(
          placement({
            idempotencyRecords: [{ ...idempotencyRecordOf(), key: taken.request.idempotencyRecords?.[0]?.key ?? '' }],
          }),
        ),
      ]
    : groups;
  const { text, values } = appendStatement(all, { epoch: 1, instance: v7(), position: 1n });
  return [text, values ?? []];
}

const expectIndexed = async (age: string): Promise<void> => {
  for (const [name, call, wanted] of statements) {
    const [text, values] = call();
    const plan = await plansOf(`${name} ${age}`, text, values);
    expect({
      name,
      scans: plan.match(/(Seq|Bitmap Heap) Scan on (order_log\.)?(events|idempotency_records|order_key|publisher)\b.*/g),
    }).toEqual({ name, scans: null });
    if (wanted) expect(plan).toMatch(wanted);
    if (name === 'tail') expect(plan).not.toContain('Sort');
  }
};

/** Fills the log with chains that nobody will verify here. */
const fill = (orders: number): Promise<unknown> => {
  return client.query(`SET client_min_messages = warning;
    INSERT INTO order_log.events (subject_id, stream, version, type, causation, header, data, previous_hash, hash, epoch, appended_by)
    SELECT uuidv7(), 'order', 1, 'OrderPlaced', uuidv7(), '{}', '{}', '', '', 1, '${v7()}' FROM generate_series(1, ${orders});
    INSERT INTO order_log.idempotency_records (id, merchant, mode, scope, key, fingerprint) SELECT uuidv7(), 'mer_demo', 'test', 'request', 'k' || n, '' FROM generate_series(1, ${orders}) n;
    INSERT INTO order_log.order_key SELECT subject_id, '\\x00', '\\x00' FROM order_log.events ON CONFLICT DO NOTHING;
    ANALYZE order_log.events, order_log.idempotency_records, order_log.order_key; SET client_min_messages = log`);
};

describe('the plans of the hot statements', () => {
  it('are index scans on a young log, where a table scan looks cheaper', () => expectIndexed('young'));

  it('are index scans on a log of some thousand orders, prepared early or late', async () => {
    await fill(6_000);
    await expectIndexed('young');
    await expectIndexed('grown');
  });
});
