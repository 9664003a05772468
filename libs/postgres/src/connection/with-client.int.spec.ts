import { setTimeout as sleep } from 'node:timers/promises';
import { TransientError } from '@tollgate/errors';
import { FaultProxy, startPostgres, type TestPostgres } from '@tollgate/testing';

import { withClient } from './with-client.js';

const timeouts = { connectMs: 400, statementMs: 500, queryMs: 700 };
let postgres: TestPostgres;
let proxy: FaultProxy;

beforeAll(async () => {
  postgres = await startPostgres({ withOrderLog: false });
});
afterAll(() => postgres.stop());
beforeEach(async () => {
  proxy = await FaultProxy.before(postgres.url);
});
afterEach(() => proxy.close());

const options = () => ({ connectionString: proxy.url, name: 'test work', timeouts });
/** Two statements, between which something befalls the connection. */
const between = (fault: () => void) =>
  withClient(options(), async (client) => {
    await client.query('SELECT 1');
    fault();
    await sleep(50);
    await client.query('SELECT 2');
  });

describe('a connection for one piece of work', () => {
  it('has the name and the time-outs of any other, and is gone after it', async () => {
    const answer = await withClient(options(), async (client) => {
      const text = "SELECT current_setting('application_name') AS name, current_setting('statement_timeout') AS statement";
      return (await client.query<Record<string, string>>(text)).rows;
    });
    expect(answer).toEqual([{ name: 'test work', statement: '500ms' }]);
    await sleep(50);
    expect(proxy.linkCount).toBe(0);
  });

  it.each(['cut', 'freeze', 'vanish'] as const)(
    'X5: %s between two statements is a TransientError in time, and does not end the process',
    async (fault) => {
      const sinceMs = performance.now();
      await expect(between(() => (fault === 'freeze' ? proxy.freeze('existing') : proxy[fault]()))).rejects.toBeInstanceOf(
        TransientError,
      );
      expect(performance.now() - sinceMs).toBeLessThan(timeouts.queryMs + 1_500);
    },
  );

  it('X5: a server that takes the connection and says nothing costs the connect time-out', async () => {
    proxy.freeze('new');
    const sinceMs = performance.now();
    await expect(withClient(options(), (client) => client.query('SELECT 1'))).rejects.toBeInstanceOf(TransientError);
    expect(performance.now() - sinceMs).toBeLessThan(timeouts.connectMs + 1_500);
  });

  it('throws what Postgres said of a statement that is wrong', () =>
    expect(withClient(options(), (client) => client.query('SELECT 1 FROM nothing'))).rejects.toMatchObject({ code: '42P01' }));
});
