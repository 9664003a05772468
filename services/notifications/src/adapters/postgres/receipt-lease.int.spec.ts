import { randomUUID } from 'node:crypto';
import { TransientError } from '@tollgate/errors';
import pg from 'pg';
import { ReceiptLease } from './receipt-lease.js';

interface TestPostgres {
  readonly url: string;
  urlFor(role: string): string;
  stop(): Promise<void>;
}
/** Lies outside of every project, so it is imported when the test runs. */
const place: string = '../../../../../tests/servers.ts';

let postgres: TestPostgres;
let leases: readonly [ReceiptLease, ReceiptLease];
beforeAll(async () => {
  const { startPostgres } = (await import(place)) as { startPostgres(o: object): Promise<TestPostgres> };
  postgres = await startPostgres({ withOrderLog: false });
}, 60_000);
afterAll(() => postgres?.stop());
beforeEach(() => {
  leases = [new ReceiptLease(postgres.urlFor('notifications')), new ReceiptLease(postgres.urlFor('notifications'))];
});
afterEach(() => Promise.all(leases.map((lease) => lease.close())));

const pause = (delayMs: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, delayMs));
const gate = () => {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open: () => open(), opened };
};

describe('the lease of a receipt', () => {
  it('I9: lets one replica work on an order, and others when it is done', async () => {
    const [one, other] = leases;
    const order = randomUUID();
    const { open, opened } = gate();
    const begun = gate();
    const work = one.hold(order, async () => {
      begun.open();
      await opened;
      return 'sent';
    });
    await begun.opened;
    await expect(other.hold(order, async () => 'sent twice')).rejects.toBeInstanceOf(TransientError);
    expect(await other.hold(randomUUID(), async () => 'another')).toBe('another');
    open();
    expect(await work).toBe('sent');
    await pause(150);
    expect(await other.hold(order, async () => 'looked again')).toBe('looked again');
  });

  it('is given back when the work fails', async () => {
    const [one, other] = leases;
    const order = randomUUID();
    await expect(
      one.hold(order, async () => {
        throw new TransientError('no mail server');
      }),
    ).rejects.toThrow('no mail server');
    await pause(150);
    expect(await other.hold(order, async () => 'sent')).toBe('sent');
  });

  it('is free again when its holder’s session is lost, and the holder gets a new one', async () => {
    const [one, other] = leases;
    const order = randomUUID();
    const { open, opened } = gate();
    const begun = gate();
    const work = one.hold(order, async () => {
      begun.open();
      await opened;
    });
    await begun.opened;
    const superuser = new pg.Client({ connectionString: postgres.url });
    await superuser.connect();
    await superuser.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'notifications lease'`,
    );
    await superuser.end();
    await pause(50);
    expect(await other.hold(order, async () => 'sent')).toBe('sent');
    open();
    await work;
    expect(await one.hold(randomUUID(), async () => 'next')).toBe('next');
  });

  it('goes out for many orders at once', async () => {
    const [one, other] = leases;
    const orders = Array.from({ length: 200 }, () => randomUUID());
    const held = await Promise.all(orders.map((order) => one.hold(order, async () => order)));
    expect(held).toEqual(orders);
    await pause(150);
    expect(await Promise.all(orders.map((order) => other.hold(order, async () => order)))).toEqual(orders);
  });

  it('throws a TransientError while Postgres is out of reach', async () => {
    const lost = new ReceiptLease('postgres://nobody@127.0.0.1:1/none');
    await expect(lost.hold(randomUUID(), async () => 'sent')).rejects.toBeInstanceOf(TransientError);
    await lost.close();
  });
});
