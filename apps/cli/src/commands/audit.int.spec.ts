import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newEvent, type OrderEvent, type RecordedEvent, toPublicId } from '@tollgate/contracts';
import { newId } from '@tollgate/crypto';
import { usd } from '@tollgate/money';
import { noHash, type OrderLog, openOrderLog, orderTarget } from '@tollgate/order-log';
import { fraudAccepted, orderPlaced, orderPriced, shippedLine, startPostgres, type TestPostgres } from '@tollgate/testing';
import pg from 'pg';
import { CannotCheck } from '../stack.js';
import { type AuditOptions, audit } from './audit.js';
import { ordersCommand } from './orders.js';
import { timelineCommand } from './timeline.js';
import { verifyCommand } from './verify.js';

const folder = mkdtempSync(join(tmpdir(), 'tollgate-audit-'));
const appenders = ['gateway-ingress', 'tax-shipping', 'fraud', 'authorization', 'notifications'] as const;
type Appender = (typeof appenders)[number];

let postgres: TestPostgres;
let superuser: pg.Client;
let logs: Readonly<Record<Appender, OrderLog>>;

const openLogs = async (): Promise<typeof logs> => {
  const opened = appenders.map(async (service) => {
    const connectionString = postgres.urlFor(service.replaceAll('-', '_'));
    const publish = async () => undefined;
    return [service, await openOrderLog({ connectionString, service, publish, isRelaying: false })] as const;
  });
  return Object.fromEntries(await Promise.all(opened)) as typeof logs;
};

const bare = ({ type, data }: OrderEvent): OrderEvent => ({ type, data }) as OrderEvent;
const last = (events: readonly RecordedEvent[]): RecordedEvent => {
  const event = events.at(-1);
  if (event === undefined) throw new Error('nothing was appended');
  return event;
};

/** A sale of two mugs, with its receipt; answers the order and its capture. */
const sell = async (): Promise<{ readonly order: string; readonly capture: RecordedEvent }> => {
  const order = newId();
  const appended = await logs['gateway-ingress'].append({
    subject: { kind: 'order', id: order },
    merchant: 'mer_demo',
    mode: 'test',
    events: [bare(orderPlaced({ lines: [shippedLine] }))],
    expectedVersion: 0,
    previousHash: noHash,
    causation: newId(),
    correlation: order,
  });
  if (appended.outcome !== 'appended') throw new Error(appended.outcome);
  const placed = last(appended.events);
  const priced = last(await logs['tax-shipping'].startStream(placed, [bare(orderPriced())]));
  const assessed = last(await logs.fraud.startStream(priced, [bare(fraudAccepted())]));
  const paid = { operation: placed.header.id, amount: usd(5426n) };
  const capture = last(
    await logs.authorization.startStream(assessed, [
      newEvent('AuthorizationRequested', { ...paid, processor: 'iso8583', isSale: true }),
      newEvent('PaymentAuthorized', paid),
      newEvent('PaymentCaptured', { ...paid, isSale: true, isFinal: true }),
    ]),
  );
  const messageId = messageIdOf(order, capture.header.id);
  const mail = newEvent('MailSent', { kind: 'receipt', operation: capture.header.id, messageId });
  await logs.notifications.startStream(capture, [mail]);
  return { order, capture };
};

const bareId = (uuid: string): string => uuid.replaceAll('-', '');
const messageIdOf = (order: string, operation: string): string =>
  `<receipt.${bareId(order)}.${bareId(operation)}@tollgate.example>`;

const setReceipt = (): Promise<unknown> => {
  const id = newId();
  return logs.notifications.append({
    subject: { kind: 'merchant', id },
    merchant: 'mer_demo',
    mode: 'test',
    events: [newEvent('SettingsChanged', { area: 'receipt', document: '{}' })],
    expectedVersion: 0,
    previousHash: noHash,
    causation: id,
    correlation: id,
  });
};

const fileOf = (name: string, lines: readonly object[]): string => {
  const file = join(folder, name);
  writeFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  return file;
};

/** A sale as its acquirer's journal tells it. */
const sale = (order = '', more: object = {}): readonly object[] =>
  ['approved', 'captured'].map((kind) => ({ kind, order, amount: 5426, ...more }));

/** What reporting shows, as far as the audit looks at it. */
const showReadModels = async (): Promise<void> => {
  await superuser.query(`CREATE TABLE reporting.orders (order_id uuid, merchant text, mode text, currency text, status text,
    captured_minor bigint, refunded_minor bigint)`);
  await superuser.query(`CREATE TABLE reporting.daily_sales (merchant text, mode text, currency text, day date, order_count int,
    captured_minor bigint, refund_count int, refunded_minor bigint)`);
  await superuser.query('CREATE TABLE reporting.progress (state text, cursor text)');
  await superuser.query(`INSERT INTO reporting.progress
    SELECT 'live', concat_ws('.', epoch, xid, position) FROM order_log.events ORDER BY epoch DESC, xid DESC, position DESC LIMIT 1`);
  for (const { order } of sold)
    await superuser.query(`INSERT INTO reporting.orders VALUES ('${order}', 'mer_demo', 'test', 'USD', 'approved', 5426, 0)`);
  await superuser.query(`INSERT INTO reporting.daily_sales
    SELECT 'mer_demo', 'test', 'USD', ((header->>'occurredAt')::timestamptz AT TIME ZONE 'UTC')::date, count(*), sum(5426), 0, 0
    FROM order_log.events WHERE type = 'PaymentCaptured' GROUP BY ((header->>'occurredAt')::timestamptz AT TIME ZONE 'UTC')::date`);
};

/** Runs a command with what it prints. */
const run = async (command: () => Promise<number>): Promise<{ readonly code: number; readonly text: string }> => {
  const said: string[] = [];
  const { log, error } = console;
  console.log = (text: string) => said.push(text);
  console.error = (text: string) => said.push(text);
  try {
    const code = await command();
    return { code, text: said.join('\n') };
  } finally {
    console.log = log;
    console.error = error;
  }
};

let sold: readonly Awaited<ReturnType<typeof sell>>[];
let journals: Required<Pick<AuditOptions, 'acquirerJournal' | 'mailJournal'>>;

beforeAll(async () => {
  postgres = await startPostgres();
  superuser = new pg.Client({ connectionString: postgres.url });
  await superuser.connect();
  process.env.TOLLGATE_POSTGRES_URL = postgres.url;
  process.env.TOLLGATE_DATA = folder;
  logs = await openLogs();
  sold = await Promise.all(Array.from({ length: 5 }, sell));
  await setReceipt();
  const lines = sold.flatMap(({ order }) => sale(order, { currency: '840', mti: '0200' }));
  const mails = sold.map(({ order, capture }) => ({ messageId: messageIdOf(order, capture.header.id) }));
  journals = { acquirerJournal: [fileOf('acquirer.jsonl', lines)], mailJournal: fileOf('mails.jsonl', mails) };
});

afterAll(async () => {
  await Promise.all(Object.values(logs ?? {}).map((log) => log.close()));
  await superuser?.end();
  await postgres?.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('tollgate audit', () => {
  it('ends with 2, and without a tick, for what cannot be looked at', async () => {
    const { code, text } = await run(() => audit({}));
    expect(code).toBe(2);
    for (const invariant of ['I3', 'I4', 'I5', 'I7', 'I11', 'I17'])
      expect(text).toMatch(new RegExp(`^\\? ${invariant} .*not checked$`, 'm'));
    for (const invariant of ['I2', 'I10', 'I13']) expect(text).toMatch(new RegExp(`^✓ ${invariant} `, 'm'));
    expect(text).toContain('5 orders audited, 6 subjects in all');
  });

  it('ends with 0 for checks that were asked for alone and hold', async () => {
    expect((await run(() => audit({ only: 'I2,i13' }))).code).toBe(0);
    await expect(audit({ only: 'I99' })).rejects.toThrow(CannotCheck);
  });

  it('ends with 0 once journals and read models were looked at and agree', async () => {
    await showReadModels();
    const { code, text } = await run(() => audit(journals));
    expect(text).not.toMatch(/[✗?–]/);
    expect(code).toBe(0);
  });

  it('I3: is not ticked by the log alone; left out when the operator says so, and that is said', async () => {
    const { code, text } = await run(() => audit({ only: 'I3,I11' }));
    expect(code).toBe(2);
    expect(text).not.toContain('✓');
    const alone = await run(() => audit({ ...journals, withoutJournals: true, only: 'I3,I11' }));
    expect(alone.code).toBe(0);
    expect(alone.text).toMatch(/^– I3 .*: in part\n +by the log alone: no journal was read$/m);
    expect(alone.text).not.toContain('✓');
  });

  it('I5: ends with 1 where the acquirer has the amount in another currency', async () => {
    const [spoiled = ''] = journals.acquirerJournal;
    const lines = readFileSync(spoiled, 'utf8').replace('"840"', '"978"');
    const file = join(folder, 'euro.jsonl');
    writeFileSync(file, lines);
    const { code, text } = await run(() => audit({ ...journals, acquirerJournal: [file] }));
    expect(code).toBe(1);
    expect(text).toContain("the acquirer's amount is in 978, the order's in USD");
  });

  it('I7: compares with the log as far as reporting has come, however young or old the difference is', async () => {
    await superuser.query('UPDATE reporting.orders SET refunded_minor = 1 WHERE order_id = $1', [sold[0]?.order]);
    const { code, text } = await run(() => audit({ ...journals, only: 'I7' }));
    expect(code).toBe(1);
    expect(text).toContain('approved, 5426 captured and 1 refunded USD of mer_demo (test) by reporting');
    await superuser.query('UPDATE reporting.orders SET refunded_minor = 0');
    await superuser.query(`UPDATE reporting.orders SET status = 'pending' WHERE order_id = $1`, [sold[0]?.order]);
    expect((await run(() => audit({ ...journals, only: 'I7' }))).text).toContain(
      'approved, 5426 captured and 0 refunded USD of mer_demo (test) by the log; pending, 5426',
    );
    await superuser.query(`UPDATE reporting.daily_sales SET day = day + 1`);
    expect((await run(() => audit({ ...journals, only: 'I7' }))).text).toMatch(
      /mer_demo test USD [\d-]{10}: 0 orders, 0 captured, 0 refunds, 0 refunded by the log; 5 orders, 27130 captured/,
    );
    await superuser.query(`UPDATE reporting.progress SET cursor = ''`);
    await superuser.query('TRUNCATE reporting.orders, reporting.daily_sales');
    expect((await run(() => audit({ ...journals, only: 'I7' }))).code).toBe(0);
    const behind = await run(() => audit({ ...journals, only: 'I17', grace: '0' }));
    expect(behind.text).toMatch(/reporting: \d+ events are not in the read models/);
    await superuser.query('DROP TABLE reporting.orders, reporting.daily_sales, reporting.progress');
    await showReadModels();
  });

  it('I4: knows whose a journal is that was named by its file alone, however often it is looked at', async () => {
    const stripe = fileOf('stripe.jsonl', sale(sold[0]?.order, { currency: 'usd', intent: 'pi_1' }));
    const { text } = await run(() => audit({ ...journals, acquirerJournal: [stripe], only: 'I4' }));
    expect(text).not.toContain('unknown to the acquirer');
    expect(text).toContain('orders went to iso8583, and no journal of it was read');
    const empty = await run(() => audit({ ...journals, acquirerJournal: [fileOf('empty.jsonl', [])], only: 'I4' }));
    expect(empty.text).toContain('no acquirer’s journal that says whose it is');
  });

  it('does not go on where a journal cannot be read', async () => {
    await expect(audit({ ...journals, acquirerJournal: [join(folder, 'none.jsonl')] })).rejects.toThrow(CannotCheck);
    writeFileSync(join(folder, 'spoiled.jsonl'), 'no JSON\n');
    await expect(audit({ ...journals, mailJournal: join(folder, 'spoiled.jsonl') })).rejects.toThrow(CannotCheck);
  });

  it('X3: ends with 1 and names an order that nobody goes on with', async () => {
    const { order } = await sell();
    await superuser.query('ALTER TABLE order_log.events DISABLE TRIGGER USER');
    await superuser.query(`UPDATE order_log.events SET recorded_at = recorded_at - interval '2 minutes'`);
    await superuser.query(`DELETE FROM order_log.events WHERE subject_id = '${order}' AND stream NOT IN ('order', 'pricing')`);
    const { code, text } = await run(() => audit({ only: 'I17' }));
    expect(code).toBe(1);
    expect(text).toContain(`${toPublicId('ord', order)}: fraud has not assessed it; waits for fraud (FraudAssessed) for 2 min`);
    expect((await run(() => audit({ only: 'I17', grace: '600' }))).text).not.toContain(toPublicId('ord', order));
    await expect(audit({ grace: 'soon' })).rejects.toThrow(CannotCheck);
    await superuser.query(`DELETE FROM order_log.events WHERE subject_id = '${order}'`);
  });

  it('ends with 1 for an amount that somebody changed: the chain, the balance and the acquirer all say so', async () => {
    const order = sold[0]?.order;
    await superuser.query(
      `UPDATE order_log.events SET data = replace(data::text, '5426', '5427')::json WHERE subject_id = $1 AND type = 'PaymentCaptured'`,
      [order],
    );
    const { code, text } = await run(() => audit(journals));
    expect(code).toBe(1);
    expect(text).toContain(`${toPublicId('ord', order ?? '')}: captured 5427 of 5426 authorized`);
    for (const invariant of ['I3', 'I5', 'I7', 'I13']) expect(text).toMatch(new RegExp(`^✗ ${invariant} `, 'm'));
    expect((await run(verifyCommand)).code).toBe(1);
    await superuser.query(
      `UPDATE order_log.events SET data = replace(data::text, '5427', '5426')::json WHERE subject_id = $1 AND type = 'PaymentCaptured'`,
      [order],
    );
  });
});

describe('tollgate verify', () => {
  it('X1: re-hashes subjects of every kind, in a log of two epochs', async () => {
    await superuser.query('UPDATE order_log.epochs SET system_identifier = system_identifier - 1');
    await Promise.all(Object.values(logs).map((log) => log.close()));
    logs = await openLogs();
    await sell();
    const { rows } = await superuser.query('SELECT count(DISTINCT epoch)::int AS epochs FROM order_log.events');
    expect(rows).toEqual([{ epochs: 2 }]);
    const { code, text } = await run(verifyCommand);
    expect(text).toMatch(/^✓ \d+ events of 7 orders and other subjects: every hash chain holds$/);
    expect(code).toBe(0);
  });
});

describe('tollgate orders and timeline', () => {
  it('show the newest orders, and every step of one of them', async () => {
    const { order } = await sell();
    await logs['gateway-ingress'].decide(orderTarget(order), { id: newId(), hash: '', correlation: order }, () => [
      newEvent('RefundRequested', { amount: usd(1000n), lines: [], shipping: usd(1000n), reason: 'late' }),
    ]);
    const list = await run(() => ordersCommand({ limit: '2' }));
    expect(list.code).toBe(0);
    expect(list.text).toContain(toPublicId('ord', order));
    expect(list.text).toContain('54.26 USD');
    const { code, text } = await run(() => timelineCommand(toPublicId('ord', order), { mode: 'test' }));
    expect(code).toBe(0);
    expect(text).toMatch(/OrderPlaced .*gateway-ingress .*2 × MUG-1 at 12.50 USD/);
    expect(text).toMatch(/RefundRequested .*refund 1.*10.00 USD.*reason late/);
    expect(text).not.toMatch(/card_1|411111/);
  });

  it('end with 2 for what is not there', async () => {
    expect((await run(() => timelineCommand(newId(), { mode: 'test' }))).code).toBe(2);
    expect((await run(() => ordersCommand({ limit: 'many' }))).code).toBe(2);
  });
});
