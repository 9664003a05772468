import { eventually } from '@tollgate/testing';
import pg from 'pg';
import type { Config } from '../config.js';
import { TestStack } from '../testing/test-stack.js';
import { FillTables } from './fill-tables.repository.js';

let stack: TestStack;
beforeAll(async () => {
  stack = await TestStack.start();
  stack.superuser.on('error', () => undefined); // its connection ends with the database
  await stack.stopReplica(await stack.serve());
});
afterAll(() => stack?.stop());

const open = async (): Promise<pg.Client> => {
  const client = new pg.Client({ connectionString: stack.postgresUrl });
  client.on('error', () => undefined);
  await client.connect();
  return client;
};
const generation = 99;
const filled = { events: 0n, position: 0n };

/** Kills a session of the server as nothing but a defect or the kernel does: Postgres ends all others and recovers from its log. */
const crashDatabase = async (): Promise<void> => {
  const client = await open();
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  process.kill(rows[0]?.pid ?? 0, 'SIGKILL');
  await eventually('the database to be back', () =>
    open().then(
      (again) => again.end().then(() => true),
      () => false,
    ),
  );
};

const config = () => ({ postgresUrl: stack.environment.TOLLGATE_POSTGRES_URL }) as Config;
const opened: FillTables[] = [];
const openTables = (): FillTables => {
  const tables = new FillTables(config());
  opened.push(tables);
  return tables;
};
afterEach(() => Promise.all(opened.map((tables) => tables.close())));

describe('the tables of a rebuild', () => {
  it('that a crash of the database took rows from are never shown: they are filled anew', async () => {
    const client = await open();
    await client.query(`INSERT INTO reporting.progress (generation, state) VALUES ($1, 'building')`, [generation]);
    const plan = await openTables().begin(generation, 2);
    if (plan === undefined) throw new Error('there is nothing to fill');
    await client.query('CHECKPOINT');
    await crashDatabase();
    const tables = openTables();
    await expect(tables.finish(plan, filled)).rejects.toThrow('the database did not crash meanwhile');
    const again = await tables.begin(generation, 2);
    expect(again?.attempt).toBe(2);
    if (again !== undefined) await tables.finish(again, filled);
    expect(await tables.begin(generation, 2)).toBeUndefined();
  });
});
