import { withClient } from '@tollgate/postgres';
import { eventually } from '@tollgate/testing';
import type { OrderLog } from '../order-log.js';
import { openOrderLog } from '../postgres/postgres-order-log.js';
import { appended, placement } from '../testing/append-requests.js';
import { roleOf, startLogDatabase, type TestPostgres } from '../testing/log-database.js';

let postgres: TestPostgres;
const logs: OrderLog[] = [];

beforeAll(async () => {
  postgres = await startLogDatabase();
});
afterAll(async () => {
  await Promise.all(logs.map((log) => log.close()));
  await postgres?.stop();
});

const open = async (service: string): Promise<OrderLog> => {
  const connectionString = postgres.urlFor(roleOf(service));
  const log = await openOrderLog({ connectionString, service, publish: async () => undefined });
  logs.push(log);
  return log;
};

describe('the process that relays', () => {
  it('looks at the log on a session that it alone has, and answers reads while that one waits', async () => {
    const [ingress] = await Promise.all(['gateway-ingress', 'fraud', 'tax-shipping'].map(open));
    const [placed] = await appended(ingress as OrderLog, placement());
    const order = placed?.header.subject.id ?? '';
    await withClient({ connectionString: postgres.url, name: 'holds up' }, async (client) => {
      const relaying = async (and = ''): Promise<readonly string[]> => {
        const text = `SELECT query_start::text AS since FROM pg_stat_activity WHERE application_name LIKE '% relay' ${and}`;
        return (await client.query<{ since: string }>(text)).rows.map(({ since }) => since);
      };
      await eventually('one that relays', async () => (await relaying()).length > 0);
      await client.query('BEGIN; LOCK TABLE order_log.relay IN ACCESS EXCLUSIVE MODE');
      await eventually('reads of all, while it waits', async () => {
        const [waiting] = await relaying("AND wait_event_type = 'Lock'");
        if (waiting === undefined) return false;
        for (const log of logs) expect(await log.read(order)).toHaveLength(1);
        return (await relaying("AND wait_event_type = 'Lock'")).includes(waiting);
      });
      expect(await relaying()).toHaveLength(1);
      await client.query('ROLLBACK');
    });
  });
});
