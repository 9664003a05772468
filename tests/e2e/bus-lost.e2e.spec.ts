import { cpSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { jetstreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { eventually } from '@tollgate/testing';
import type { Answer } from '../load/place.ts';
import { Shop, uuidOf } from './shop.ts';

/** What the issue asks for; more would be found by whoever waits. */
const withinMs = 60_000;

describe('B2, I8: a bus that lost what it had acknowledged', () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await Shop.open();
  });
  afterAll(() => shop?.close());

  /** Under load: orders go on while the bus is put back. */
  const placing = () => {
    const answers: Promise<Answer>[] = [];
    const timer = setInterval(() => answers.push(shop.place()), 100);
    return async (): Promise<readonly Answer[]> => {
      clearInterval(timer);
      return Promise.all(answers);
    };
  };
  const haveReceipts = (orders: readonly Answer[]): Promise<boolean> =>
    eventually(
      'their receipts',
      async () => {
        const ids = orders.map(({ body }) => uuidOf(body.id));
        const { rows } = await shop.db.query(
          `SELECT count(DISTINCT subject_id) FROM order_log.events WHERE subject_id = ANY($1)
            AND type IN ('MailSent', 'PaymentDeclined', 'OrderRejected', 'AuthorizationReversed')`,
          [ids],
        );
        return Number(rows[0]?.count) === ids.length;
      },
      withinMs,
    );
  const accepted = (answers: readonly Answer[]): readonly Answer[] =>
    answers.filter(({ status }) => status === 201 || status === 202);
  const placeMany = async (count: number): Promise<readonly Answer[]> =>
    Promise.all(Array.from({ length: count }, () => shop.place()));

  it('and was put back to an older copy brings every order to its end, and every receipt to its customer', async () => {
    const natsDir = join(shop.stack.dataDir, 'nats');
    expect((await placeMany(20)).every(({ status }) => status === 201)).toBe(true);
    cpSync(natsDir, `${natsDir}.copy`, { recursive: true });
    shop.stack.signal('fraud', 'SIGSTOP');
    shop.stack.signal('notifications', 'SIGSTOP');
    const stop = placing();
    const lost = placeMany(50);
    await eventually('all placed', async () => {
      const { rows } = await shop.db.query(`SELECT count(*) FROM order_log.events WHERE type = 'OrderPriced'`);
      return Number(rows[0]?.count) >= 70;
    });
    shop.stack.signal('nats', 'SIGSTOP');
    renameSync(natsDir, `${natsDir}.lost`);
    renameSync(`${natsDir}.copy`, natsDir);
    const former = shop.stack.kill('nats');
    await shop.stack.restartOf('nats', former);
    shop.stack.signal('fraud', 'SIGCONT');
    shop.stack.signal('notifications', 'SIGCONT');
    const orders = accepted([...(await lost), ...(await stop())]);
    expect(orders.length).toBeGreaterThanOrEqual(50);
    expect(await haveReceipts(orders)).toBe(true);
  });

  it('and whose stream was deleted does so, too', async () => {
    const bus = await openBus();
    shop.stack.signal('fraud', 'SIGSTOP');
    const lost = placeMany(20);
    const stop = placing();
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    await (await jetstreamManager(bus)).streams.delete('ORDERS');
    shop.stack.signal('fraud', 'SIGCONT');
    const orders = accepted([...(await lost), ...(await stop())]);
    await bus.close();
    expect(orders.length).toBeGreaterThanOrEqual(20);
    expect(await haveReceipts(orders)).toBe(true);
  });

  it('and the operator may publish by hand: one order, or all since a time', async () => {
    const [order] = await placeMany(1);
    await haveReceipts([order as Answer]);
    expect(shop.tollgate('republish', order?.body.id)).toMatch(/✓ \d+ events published again/);
    expect(shop.tollgate('republish', '--since', '10m')).toMatch(/✓ \d{3,} events published again/);
    await haveReceipts([order as Answer]);
    expect((await shop.eventTypes(order?.body.id)).filter((type) => type === 'MailSent')).toHaveLength(1);
    shop.audit();
  });

  const openBus = (): Promise<NatsConnection> => {
    const url = new URL(shop.demo.natsUrl);
    return connect({ servers: url.host, token: url.username });
  };
});
