import { type NewEvent, newEvent, type RecordedEvent } from '@tollgate/contracts';
import { TransientError } from '@tollgate/errors';
import { usd } from '@tollgate/money';
import { Session, withClient } from '@tollgate/postgres';
import {
  authorizationRequested,
  downloadsGranted,
  eventually,
  mailRequested,
  mailSent,
  onlineLine,
  orderPlaced,
  orderPriced,
  paymentAuthorized,
  paymentCaptured,
  recorded,
  refundRequested,
} from '@tollgate/testing';
import { causeOf, type PublishOptions } from '../append/append-request.js';
import type { OrderLog } from '../order-log.js';
import { openOrderLog } from '../postgres/postgres-order-log.js';
import { orderTarget } from '../targets.js';
import { appended, placement } from '../testing/append-requests.js';
import { roleOf, startLogDatabase, type TestPostgres } from '../testing/log-database.js';
import { BEGINNING, NOTHING_KNOWN } from './bus-ledger.js';
import { IN_WINDOW, WINDOW_SIZE } from './log-window.js';
import { Sweep } from './sweep.js';

let postgres: TestPostgres;
let ingress: OrderLog;
let pricing: OrderLog;
let fraud: OrderLog;
let authorization: OrderLog;
let delivery: OrderLog;
let notifications: OrderLog;
let session: Session;
const timers: NodeJS.Timeout[] = [];

beforeAll(async () => {
  postgres = await startLogDatabase();
  const open = (service: string) =>
    openOrderLog({
      connectionString: postgres.urlFor(roleOf(service)),
      service,
      publish: async () => undefined,
      isRelaying: false,
    });
  [ingress, pricing, fraud] = [await open('gateway-ingress'), await open('tax-shipping'), await open('fraud')];
  [authorization, delivery] = [await open('authorization'), await open('esd-delivery')];
  notifications = await open('notifications');
  session = new Session({ connectionString: postgres.urlFor('fraud'), name: 'sweep test' });
});
beforeEach(async () => {
  const values = [await everything()];
  await session.query({ text: 'UPDATE order_log.bus SET swept_to = $1', values });
});
afterEach(() => stopSweeping());
afterAll(async () => {
  await Promise.all([ingress, pricing, fraud, authorization, delivery, notifications, session].map((one) => one?.close()));
  await postgres?.stop();
});

const horizon = `SELECT (SELECT max(epoch) FROM order_log.epochs) || '.' || pg_snapshot_xmin(pg_current_snapshot()) || '.0'`;
/** A cursor that everything committed lies below. */
const everything = async (): Promise<string> => (await session.read({ name: 'horizon', text: horizon }))[0]?.[0] ?? '';
/** A sweep with a patience of 300 ms, and what it published, by order. Everybody has acknowledged the log up to the cursor. */
const sweeping = ({
  acknowledgedTo = everything,
  session: of = session,
  refuses = () => false,
}: {
  readonly acknowledgedTo?: () => Promise<string>;
  readonly session?: Session;
  /** Whether the bus does. */
  readonly refuses?: () => boolean;
} = {}) => {
  const failures: unknown[] = [];
  const published = new Map<string, { readonly type: string; readonly copy: string | undefined }[]>();
  const publish = async ({ type, header }: RecordedEvent, { copy }: PublishOptions = {}): Promise<void> => {
    if (refuses()) throw new TransientError('the bus is full');
    published.set(header.subject.id, [...(published.get(header.subject.id) ?? []), { type, copy }]);
  };
  const sweep = new Sweep({ session: of, publish, patienceMs: 300, onFailure: (error) => failures.push(error) });
  const ledger = {
    read: async () => {
      const handledTo = await acknowledgedTo();
      const state = { ...NOTHING_KNOWN, consumers: { fraud: { handledTo, seenAt: '' } } };
      return { publishedTo: handledTo, state, removedTo: undefined };
    },
  };
  timers.push(setInterval(() => sweep.look(ledger), 50));
  return Object.assign(published, { failures });
};
const placed = async (): Promise<RecordedEvent> => (await appended(ingress, placement()))[0] as RecordedEvent;
const idOf = ({ header }: RecordedEvent): string => header.subject.id;
const priced = (order: RecordedEvent) => pricing.startStream(order, [newEvent('OrderPriced', {})]);
/** What a service appends because of an event. */
const follow = async (log: OrderLog, cause: RecordedEvent, ...events: readonly NewEvent[]): Promise<RecordedEvent> =>
  (await log.decide(orderTarget(idOf(cause)), causeOf(cause), () => events)).at(-1) as RecordedEvent;
/** An order for this line, paid and told of: nothing of it stands. */
const paid = async (line: Partial<typeof onlineLine>): Promise<RecordedEvent> => {
  const [order] = await appended(ingress, placement({ events: [orderPlaced({ lines: [line] })] }));
  const amount = usd(1999n);
  const operation = order?.header.id ?? '';
  const price = await follow(pricing, order as RecordedEvent, orderPriced({ total: amount }));
  const assessed = await follow(fraud, price, newEvent('FraudAssessed', { decision: 'accept' }));
  const events = [authorizationRequested({ operation, amount }), paymentAuthorized({ operation, amount })];
  const captured = await follow(authorization, assessed, ...events, paymentCaptured({ operation, amount }));
  const last = line.forms?.length === 0 ? captured : await follow(delivery, captured, downloadsGranted());
  await follow(notifications, last, mailSent({ operation }));
  return captured;
};
const refunded = async (captured: RecordedEvent): Promise<RecordedEvent> => {
  const amount = usd(1999n);
  const request = await follow(ingress, captured, refundRequested({ amount, lines: [] }));
  const refund = await follow(authorization, request, recorded('PaymentRefunded', { operation: request.header.id, amount }));
  await follow(notifications, refund, mailSent({ kind: 'refund', operation: request.header.id }));
  return refund;
};
const sweptTo = async (): Promise<string | null | undefined> =>
  (await session.read({ name: 'cursor', text: 'SELECT swept_to FROM order_log.bus' }))[0]?.[0];
const cursorBefore = async ({ header }: RecordedEvent): Promise<string | null | undefined> => {
  const text = "SELECT epoch || '.' || xid || '.' || position - 1 FROM order_log.events WHERE header->>'id' = $1";
  return (await session.read({ text, values: [header.id] }))[0]?.[0];
};
const rowCount = async (values: readonly unknown[]): Promise<number> =>
  Number(
    (
      await session.read({ text: `SELECT count(*) FROM order_log.events e WHERE ${IN_WINDOW}`, values: values as string[] })
    )[0]?.[0],
  );
/** Orders in the log, each of one event that asks for nothing. */
const grow = (count: number): Promise<unknown> =>
  withClient({ connectionString: postgres.url, name: 'grow' }, (client) =>
    client.query(`INSERT INTO order_log.events (subject_id, stream, version, type, causation, header, data, previous_hash, hash, epoch, appended_by)
      SELECT uuidv7(), 'order', 1, 'MailSent', uuidv7(), '{}', '{}', '', '', 1, uuidv7() FROM generate_series(1, ${count})`),
  );
const stopSweeping = (): void => {
  for (const timer of timers.splice(0)) clearInterval(timer);
};
const quiet = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('the sweep', () => {
  it('publishes the last event of an order that makes no progress again, as a copy of its own, until something follows', async () => {
    const [stands, goesOn] = [await placed(), await placed()];
    await priced(goesOn); // and OrderPriced stands
    const published = sweeping();
    await eventually('both', () => published.has(idOf(stands)) && published.has(idOf(goesOn)));
    expect(published.get(idOf(stands))?.[0]).toEqual({ type: 'OrderPlaced', copy: expect.stringMatching(/^swept-/) });
    expect(published.get(idOf(goesOn))?.[0]?.type).toBe('OrderPriced');
    await eventually('it once more', () => (published.get(idOf(stands))?.length ?? 0) >= 2);
    await priced(stands);
    await eventually('what stands now', () => published.get(idOf(stands))?.some(({ type }) => type === 'OrderPriced'));
    const count = published.get(idOf(stands))?.filter(({ type }) => type === 'OrderPlaced').length;
    await quiet(1_500);
    expect(published.get(idOf(stands))?.filter(({ type }) => type === 'OrderPlaced').length).toBe(count);
  });

  it('I8: takes away the downloads of a customer whose refund was lost for delivery alone, though the mail that tells of it was sent', async () => {
    const refund = await refunded(await paid(onlineLine));
    const nothingToTakeAway = await refunded(await paid({ ...onlineLine, forms: [] }));
    const published = sweeping();
    await eventually('it', () => published.get(idOf(refund))?.some(({ type }) => type === 'PaymentRefunded'));
    await follow(delivery, refund, newEvent('DownloadAccessRevoked', { entitlements: [0] }));
    await quiet(1_000);
    const count = published.get(idOf(refund))?.length;
    await quiet(1_000);
    expect(published.get(idOf(refund))?.length).toBe(count);
    expect(published.has(idOf(nothingToTakeAway))).toBe(false);
  });

  it('finds a mail that was asked for again and lost, though another mail of the order was sent later', async () => {
    const captured = await paid(onlineLine);
    const request = await follow(ingress, captured, mailRequested({ operation: captured.header.causation }));
    await refunded(captured);
    const published = sweeping();
    await eventually('it', () => published.get(idOf(request))?.some(({ type }) => type === 'MailRequested'));
  });

  it('leaves alone what still waits on the bus', async () => {
    const waits = await placed();
    const published = sweeping({ acknowledgedTo: async () => '0.0.1' });
    await quiet(1_500);
    expect(published.has(idOf(waits))).toBe(false);
  });

  it('does not give up orders that the bus was too full to take again', async () => {
    const stands = await placed();
    let isFull = true;
    const published = sweeping({ refuses: () => isFull });
    await eventually('six refusals', () => published.failures.length > 6);
    expect(published.has(idOf(stands))).toBe(false);
    isFull = false;
    await eventually('it', () => (published.get(idOf(stands))?.length ?? 0) >= 2);
  });

  it('is gone on with by whoever relays next, from the first event that still stands', async () => {
    const [goesOn, stands] = [await placed(), await placed()];
    const first = sweeping();
    await eventually('both', () => first.has(idOf(goesOn)) && first.has(idOf(stands)));
    const price = (await priced(goesOn))[0] as RecordedEvent;
    await follow(fraud, price, newEvent('FraudAssessed', { decision: 'review' }));
    await eventually('that to be written', async () => (await sweptTo()) === (await cursorBefore(stands)));
    stopSweeping();
    await quiet(200);
    const next = sweeping();
    await eventually('it again', () => next.has(idOf(stands)));
    expect(next.has(idOf(goesOn))).toBe(false);
  });

  it('gets through a log of any size a window at a time, and goes on where it was interrupted', async () => {
    await grow(3 * WINDOW_SIZE);
    const stands = await placed();
    const before = (await sweptTo()) ?? BEGINNING;
    const looked: (readonly unknown[])[] = [];
    let windowsLeft = 1;
    const limited = Object.create(session) as Session;
    limited.read = async (statement) => {
      if (statement.name === 'standing' && windowsLeft-- <= 0)
        throw new TransientError('canceling statement due to statement timeout');
      if (statement.name === 'standing') looked.push(statement.values ?? []);
      return session.read(statement);
    };
    const published = sweeping({ session: limited });
    await eventually('the end of one window', () => published.failures.length > 0);
    expect(await sweptTo()).not.toBe(before);
    stopSweeping();
    windowsLeft = 100;
    const next = sweeping({ session: limited });
    await eventually('it', () => next.has(idOf(stands)));
    expect(looked.length).toBeGreaterThanOrEqual(4);
    expect(looked[1]?.slice(0, 3)).toEqual(looked[0]?.slice(3)); // no row is looked at twice
    for (const values of looked) expect(await rowCount(values)).toBeLessThanOrEqual(WINDOW_SIZE);
  });
});
