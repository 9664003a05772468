import { spawn } from 'node:child_process';
import { newEvent } from '@tollgate/contracts';
import pg from 'pg';
import { v7 } from 'uuid';
import { noHash } from '../append/append-request.js';
import { type CrashPoint, crashPoints } from '../crash-point.js';
import type { OrderLog } from '../order-log.js';
import { appended, merchant, mode, only, placement } from '../testing/append-requests.js';
import { startLogDatabase, type TestPostgres } from '../testing/log-database.js';
import { verify } from '../verify/verify.js';
import { openOrderLog } from './postgres-order-log.js';

let postgres: TestPostgres;
let superuser: pg.Client;
let log: OrderLog;

beforeAll(async () => {
  postgres = await startLogDatabase();
  superuser = new pg.Client({ connectionString: postgres.url });
  await superuser.connect();
  log = await openOrderLog({
    connectionString: postgres.urlFor('gateway_ingress'),
    service: 'gateway-ingress',
    publish: async () => undefined,
    isRelaying: false,
  });
});
afterAll(async () => {
  await log?.close();
  await superuser?.end();
  await postgres?.stop();
});

const placed = async (): Promise<string> => {
  const orderKey = { customerId: 'c0ffee', wrapped: Buffer.from('k') };
  return only(await appended(log, placement({ orderKey }))).header.subject.id;
};

const requestFor = (subject: string, order: string) => ({
  subject: { kind: 'merchant', id: subject } as const,
  merchant,
  mode: mode as 'test',
  events: [newEvent('CustomerForgotten', { customer: 'c0ffee', orders: [order] })],
  expectedVersion: 0,
  previousHash: noHash,
  causation: v7(),
  correlation: 'req',
  isForgetting: true,
});

/** Whether it is recorded, and whether the key is still there. */
const stateOf = async (subject: string, order: string) => ({
  isRecorded: (await log.read(subject)).length > 0,
  hasKey: (await log.readWithKey(order)).key !== undefined,
});

/** A process of its own that forgets the customer of one order, and dies at the named point. */
const forgetAndCrash = async (subject: string, order: string, point: CrashPoint): Promise<string | null> => {
  const program = `
    import { openOrderLog } from '@tollgate/order-log';
    const publish = async () => undefined;
    const log = await openOrderLog({ connectionString: process.env.URL, service: 'gateway-ingress', publish, isRelaying: false });
    await log.append(JSON.parse(process.env.REQUEST));`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: import.meta.dirname,
    env: {
      PATH: process.env.PATH,
      URL: postgres.urlFor('gateway_ingress'),
      REQUEST: JSON.stringify(requestFor(subject, order)),
      TOLLGATE_CRASH_AT: point,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return new Promise((resolve) => {
    child.on('close', (_, signal) => resolve(signal));
  });
};

describe('forgetting a customer', () => {
  it('that dies before the commit has deleted nothing and recorded nothing', async () => {
    const [subject, order] = [v7(), await placed()];
    expect(await forgetAndCrash(subject, order, crashPoints.appendBeforeCommit)).toBe('SIGKILL');
    expect(await stateOf(subject, order)).toEqual({ isRecorded: false, hasKey: true });
  });

  it('that dies after the commit has deleted and recorded', async () => {
    const [subject, order] = [v7(), await placed()];
    expect(await forgetAndCrash(subject, order, crashPoints.appendAfterCommit)).toBe('SIGKILL');
    expect(await stateOf(subject, order)).toEqual({ isRecorded: true, hasKey: false });
  });

  it('records nothing where a key cannot be deleted, and an order placed in the same moment stands', async () => {
    const [subject, order] = [v7(), await placed()];
    await superuser.query(`CREATE FUNCTION broken() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'broken'; END $$;
      CREATE TRIGGER broken BEFORE DELETE ON order_log.order_key FOR EACH ROW EXECUTE FUNCTION broken()`);
    try {
      const [forgotten, neighbor] = await Promise.allSettled([log.append(requestFor(subject, order)), placed()]);
      expect([forgotten.status, neighbor.status]).toEqual(['rejected', 'fulfilled']);
      expect(await stateOf(subject, order)).toEqual({ isRecorded: false, hasKey: true });
    } finally {
      await superuser.query('DROP TRIGGER broken ON order_log.order_key; DROP FUNCTION broken');
    }
  });

  it('I13: leaves a log that verifies', async () => {
    const [subject, order] = [v7(), await placed()];
    await appended(log, requestFor(subject, order));
    expect(await verify({ connectionString: postgres.url })).toMatchObject({ ok: true });
  });
});
