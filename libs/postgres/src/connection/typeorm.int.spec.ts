import { TransientError } from '@tollgate/errors';
import { FaultProxy, startPostgres, type TestPostgres } from '@tollgate/testing';
import { DataSource, EntitySchema } from 'typeorm';
import { isUniqueViolation } from '../known-error.js';

import { queryRows, typeormOptions, withKnownErrors } from './typeorm.js';

interface Shop {
  id: string;
  name: string;
}
const shops = new EntitySchema<Shop>({
  name: 'shop',
  tableName: 'shops',
  columns: { id: { type: 'text', primary: true, primaryKeyConstraintName: 'shops_key' }, name: { type: 'text' } },
});
const timeouts = { connectMs: 400, statementMs: 500, queryMs: 700 };
/** For a machine that stands still for a moment; what has no time-out takes for ever, or 15 s. */
const SLACK_MS = 3_000;
let postgres: TestPostgres;
let proxy: FaultProxy;
let database: DataSource;

beforeAll(async () => {
  postgres = await startPostgres({ withOrderLog: false });
  proxy = await FaultProxy.before(postgres.urlFor('notifications'));
  const options = typeormOptions({
    connectionString: proxy.url,
    name: 'test repositories',
    schema: 'notifications',
    maxConnections: 3,
    timeouts,
  });
  database = withKnownErrors(
    await new DataSource({ ...options, logging: false, poolErrorHandler: () => undefined, entities: [shops] }).initialize(),
  );
  await database.query('CREATE TABLE notifications.shops (id text CONSTRAINT shops_key PRIMARY KEY, name text NOT NULL)');
});
afterAll(async () => {
  await database.destroy();
  await proxy.close();
  await postgres.stop();
});

const fails = async (work: Promise<unknown>) => {
  const sinceMs = performance.now();
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return { error, tookMs: performance.now() - sinceMs };
};

describe('a TypeORM repository', () => {
  it('lives in the service`s schema, with its name and all time-outs', async () => {
    await database.getRepository(shops).save({ id: 's1', name: 'One' });
    const [row] = await queryRows<Record<string, string>>(
      database,
      `SELECT current_setting('application_name') AS name, current_setting('statement_timeout') AS statement,
        current_setting('idle_in_transaction_session_timeout') AS idle, current_setting('enable_seqscan') AS scan`,
    );
    expect(row).toEqual({ name: 'test repositories', statement: '500ms', idle: '15s', scan: 'off' });
  });

  it('leaves a constraint as what it is', async () => {
    const { error } = await fails(database.getRepository(shops).insert({ id: 's1', name: 'Again' }));
    expect(error).not.toBeInstanceOf(TransientError);
    expect(isUniqueViolation(error, 'shops_key')).toBe(true);
  });

  it('turns a statement that is too slow into a TransientError', async () => {
    expect((await fails(database.query('SELECT pg_sleep(3)'))).error).toBeInstanceOf(TransientError);
  });

  it('answers the rows of each kind of statement', async () => {
    expect(await queryRows(database, 'UPDATE notifications.shops SET name = $1 RETURNING id', ['Two'])).toEqual([{ id: 's1' }]);
    expect(await queryRows(database, 'SELECT name FROM notifications.shops')).toEqual([{ name: 'Two' }]);
    expect(await queryRows(database, "DELETE FROM notifications.shops WHERE id = 'none' RETURNING id")).toEqual([]);
  });

  it.each(['freeze', 'vanish', 'cut'] as const)(
    'X5: %s: costs its time-out, is a TransientError, and the next one is served',
    async (fault) => {
      await Promise.all([1, 2, 3].map(() => database.query('SELECT pg_sleep(0.05)')));
      fault === 'freeze' ? proxy.freeze('existing') : proxy[fault]();
      const tries = await Promise.all([1, 2, 3].map(() => fails(database.getRepository(shops).findOneBy({ id: 's1' }))));
      for (const { error, tookMs } of tries) {
        if (fault !== 'cut') expect(error).toBeInstanceOf(TransientError);
        else if (error !== undefined) expect(error).toBeInstanceOf(TransientError);
        expect(tookMs).toBeLessThan(timeouts.queryMs + SLACK_MS);
      }
      const again = await fails(Promise.all([1, 2, 3].map(() => database.getRepository(shops).findOneBy({ id: 's1' }))));
      expect(again.error).toBeUndefined();
      expect(again.tookMs).toBeLessThan(400 + SLACK_MS);
    },
  );

  it('X5: a transaction that is cut between two statements is a TransientError and leaves nothing', async () => {
    const { error } = await fails(
      database.transaction(async (manager) => {
        await manager.insert(shops, { id: 's2', name: 'Two' });
        proxy.cut();
        await new Promise((resolve) => setTimeout(resolve, 50));
        await manager.insert(shops, { id: 's3', name: 'Three' });
      }),
    );
    expect(error).toBeInstanceOf(TransientError);
    expect(await database.getRepository(shops).count()).toBe(1);
  });

  it('is a TransientError while the server is away, and serves when it is back', async () => {
    await postgres.kill();
    const tries = await Promise.all([1, 2, 3, 4].map(() => fails(database.getRepository(shops).count())));
    for (const { error } of tries) expect(error).toBeInstanceOf(TransientError);
    await postgres.restart();
    expect(await database.getRepository(shops).count()).toBe(1);
  });
});
