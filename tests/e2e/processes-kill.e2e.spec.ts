import { jest } from '@jest/globals';
import pg from 'pg';
import { killInTheMiddle, victims } from '../chaos/kill.ts';
import { type RunningStack, startStack } from '../stack.ts';
import { tollgate } from '../tollgate-cli.ts';

jest.setTimeout(600_000);

/** The short form of `npm run chaos`. */
describe('I1, I3, I17: kill -9 in the middle of a load', () => {
  let stack: RunningStack;
  const connect = async (): Promise<pg.Client> => {
    const db = new pg.Client({ connectionString: stack.demo().postgresUrl });
    await db.connect();
    return db;
  };
  beforeAll(async () => {
    stack = await startStack();
  });
  afterAll(() => stack?.stop());

  it.each(victims)('%s: is back within 15 s, and every order comes to its end', async (victim) => {
    const { broken, orders } = await killInTheMiddle(stack, connect, { victim, orders: 60, connections: 8 });
    expect(broken).toEqual([]);
    expect(orders).toBe(60);
  });

  it('leaves a log that verifies, and an acquirer that agrees with it', () => {
    for (const command of ['verify', 'audit']) expect(tollgate(stack.dataDir, command)).not.toContain('✗');
  });
});
