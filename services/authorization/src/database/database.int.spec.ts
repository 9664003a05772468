import { type EventData, newEvent } from '@tollgate/contracts';
import { newId } from '@tollgate/crypto';
import { noHash, openOrderLog } from '@tollgate/order-log';
import { openDatabase } from '@tollgate/service';
import { authorizationRequested, isoReference, startPostgres, type TestPostgres } from '@tollgate/testing';
import type { DataSource } from 'typeorm';
import { entities, migrations } from '../app.module.js';
import { openIntents } from '../authorize/open-intents.repository.js';
import { findSentAuthorization } from '../processors/terminal/sent-authorizations.repository.js';
import { SerialNumbers } from '../processors/terminal/serial-numbers.store.js';
import { TerminalLease } from '../processors/terminal/terminal-lease.store.js';

const silent = { info: () => undefined, warn: () => undefined } as never;

describe("authorization's tables", () => {
  let postgres: TestPostgres;
  let database: DataSource;
  let url: string;

  beforeAll(async () => {
    postgres = await startPostgres();
    url = postgres.urlFor('authorization');
    database = await openDatabase({ url, service: 'authorization', entities, migrations, log: silent });
  });
  afterAll(async () => {
    await database?.destroy();
    await postgres?.stop();
  });

  /** A payment stream that begins with a request under this number, and goes on with what came of it. */
  const ask = async (stan: number, outcome: 'open' | 'declined'): Promise<string> => {
    const options = { service: 'authorization', publish: async () => undefined, isRelaying: false };
    const log = await openOrderLog({ connectionString: url, ...options });
    const order = newId();
    const { $typeName: _name, ...data } = authorizationRequested({ reference: isoReference(stan) })
      .data as EventData<'AuthorizationRequested'>;
    const declined = newEvent('PaymentDeclined', { operation: data.operation, code: 'do_not_honor' });
    await log.append({
      subject: { kind: 'order', id: order },
      merchant: 'mer_demo',
      mode: 'test',
      events: [newEvent('AuthorizationRequested', data), ...(outcome === 'open' ? [] : [declined])],
      expectedVersion: 0,
      previousHash: noHash,
      causation: newId(),
      correlation: order,
    });
    await log.close();
    return order;
  };

  it('are what the entities say', async () => {
    const drift = await database.driver.createSchemaBuilder().log();
    const kept = /parked_events|due_work/;
    expect(drift.upQueries.map(({ query }) => query).filter((query) => !kept.test(query))).toEqual([]);
  });

  it('can be taken back and made again', async () => {
    for (const _migration of migrations) await database.undoLastMigration();
    await database.runMigrations();
    expect(await database.query('SELECT count(*)::int AS count FROM due_work')).toEqual([{ count: 0 }]);
  });

  it('I4: tell which authorizations have no outcome, and who asked for them', async () => {
    const open = await ask(11, 'open');
    await ask(12, 'declined');
    const found = await openIntents(database);
    expect(found.map(({ order, terminalId }) => [order, terminalId])).toEqual([[open, 'TG000001']]);
    expect(Math.abs((found[0]?.requestedAt.getTime() ?? 0) - Date.now())).toBeLessThan(60_000);
  });

  it('A6: tell whose a late approval is, by its order or by its own numbers', async () => {
    const order = await ask(21, 'open');
    const { rrn, terminalId } = isoReference().reference.value;
    const operation = authorizationRequested().data.operation;
    expect(await findSentAuthorization(database, { order, stan: 21, rrn, terminalId })).toEqual({ order, operation });
    expect(await findSentAuthorization(database, { stan: 21, rrn })).toEqual({ order, operation });
    expect(await findSentAuthorization(database, { stan: 22, rrn, terminalId })).toBeUndefined();
    expect(await findSentAuthorization(database, { order: newId(), stan: 21, rrn })).toBeUndefined();
    expect(await findSentAuthorization(database, { stan: 21 })).toBeUndefined();
  });

  it('give each replica numbers of its own', async () => {
    const replicas = [SerialNumbers.ofSequence(database), SerialNumbers.ofSequence(database)];
    const taken = await Promise.all(replicas.flatMap((one) => Array.from({ length: 1_500 }, () => one.take())));
    expect(new Set(taken).size).toBe(3_000);
  });

  it('give each replica a terminal of its own, and a dead one’s to the next', async () => {
    const [one, two] = [new TerminalLease(url), new TerminalLease(url)];
    const ids = [await one.terminalId(), await two.terminalId()];
    expect(new Set(ids)).toEqual(new Set(['TG000001', 'TG000002']));
    await one.close();
    const next = new TerminalLease(url);
    expect(await next.terminalId()).toBe(ids[0]);
    await Promise.all([two.close(), next.close()]);
  });
});
