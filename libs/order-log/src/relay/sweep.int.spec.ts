import { newEvent, type RecordedEvent } from '@tollgate/contracts';
import { Session } from '@tollgate/postgres';
import { eventually } from '@tollgate/testing';
import type { OrderLog } from '../order-log.js';
import { openOrderLog } from '../postgres/postgres-order-log.js';
import { appended, placement } from '../testing/append-requests.js';
import { roleOf, startLogDatabase, type TestPostgres } from '../testing/log-database.js';
import { NOTHING_KNOWN } from './bus-ledger.js';
import { Sweep } from './sweep.js';

let postgres: TestPostgres;
let ingress: OrderLog;
let pricing: OrderLog;
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
  [ingress, pricing] = [await open('gateway-ingress'), await open('tax-shipping')];
  session = new Session({ connectionString: postgres.urlFor('fraud'), name: 'sweep test' });
});
afterEach(() => {
  for (const timer of timers.splice(0)) clearInterval(timer);
});
afterAll(async () => {
  await Promise.all([ingress, pricing, session].map((one) => one?.close()));
  await postgres?.stop();
});

const horizon = `SELECT (SELECT max(epoch) FROM order_log.epochs) || '.' || pg_snapshot_xmin(pg_current_snapshot()) || '.0'`;
/** A cursor that everything committed lies below. */
const everything = async (): Promise<string> => (await session.read({ name: 'horizon', text: horizon }))[0]?.[0] ?? '';
/** A sweep with a patience of 300 ms, and what it published, by order. Everybody has acknowledged the log up to the cursor. */
const sweeping = (acknowledgedTo = everything) => {
  const published = new Map<string, { readonly type: string; readonly copy: string | undefined }[]>();
  const publish = async ({ type, header }: RecordedEvent, copy?: string): Promise<void> => {
    published.set(header.subject.id, [...(published.get(header.subject.id) ?? []), { type, copy }]);
  };
  const sweep = new Sweep({ session, publish, patienceMs: 300, onFailure: (error) => console.error(error) });
  const ledger = {
    read: async () => {
      const handledTo = await acknowledgedTo();
      return { publishedTo: handledTo, state: { ...NOTHING_KNOWN, consumers: { fraud: { handledTo, seenAt: '' } } } };
    },
    write: async () => undefined,
  };
  timers.push(setInterval(() => sweep.look(ledger), 50));
  return published;
};
const placed = async (): Promise<RecordedEvent> => (await appended(ingress, placement()))[0] as RecordedEvent;
const idOf = ({ header }: RecordedEvent): string => header.subject.id;
const priced = (order: RecordedEvent) => pricing.startStream(order, [newEvent('OrderPriced', {})]);
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

  it('leaves alone what still waits on the bus', async () => {
    const waits = await placed();
    const published = sweeping(async () => '0.0.1');
    await quiet(1_500);
    expect(published.has(idOf(waits))).toBe(false);
  });

  it('is gone on with by whoever relays next, from the first event that still stands', async () => {
    const stands = await placed();
    const first = sweeping();
    await eventually('it', () => first.has(idOf(stands)));
    await eventually('that to be written', async () => {
      const [[cursor] = []] = await session.read({ name: 'cursor', text: 'SELECT swept_to FROM order_log.bus' });
      return cursor !== null && cursor !== undefined;
    });
    for (const timer of timers.splice(0)) clearInterval(timer);
    await quiet(200);
    const next = sweeping();
    await eventually('it again', () => next.has(idOf(stands)));
  });
});
