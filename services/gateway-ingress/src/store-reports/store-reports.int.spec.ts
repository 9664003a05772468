import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { requests, SalesRequestSchema, SalesResponseSchema } from '@tollgate/contracts';
import { usd } from '@tollgate/money';
import { type Role, rightsOf, roles } from '../roles/roles.data.js';
import { Sessions } from '../sessions/sessions.repository.js';
import { TestGateway } from '../testing/gateway.js';
import { TestPerson } from '../testing/person.js';
import { Users } from '../users/users.repository.js';
import { storesReportAnswerSchema } from './stores-report.schema.js';

const path = (mode: string) => `reports/${mode}/stores?from=2026-11-01&to=2026-11-30`;

describe('S24: a report over several stores', () => {
  let gateway: TestGateway;
  const asked: { merchant: string; mode: string; timeZone: string }[] = [];

  beforeAll(async () => {
    gateway = await TestGateway.start();
    for (const store of ['mer_b', 'mer_c']) await gateway.giveKey(store, `tgk_test_${randomBytes(32).toString('base64url')}`);
    await gateway.query(`UPDATE gateway_ingress.merchants SET time_zone = 'Asia/Tokyo' WHERE id = 'mer_b'`);
    gateway.neighbors.answer(requests.sales, [SalesRequestSchema, SalesResponseSchema], ({ merchant, mode, timeZone }) => {
      asked.push({ merchant, mode, timeZone });
      return { days: [{ day: '2026-11-23', currency: 'USD', orderCount: 1, captured: usd(500n), refunded: usd(120n) }] };
    });
  });
  beforeEach(() => void asked.splice(0));
  afterAll(() => gateway.stop());

  /** Somebody who works for these stores, each in a role. */
  const enter = async (memberships: Readonly<Record<string, Role>>, hasSecondFactor = true): Promise<TestPerson> => {
    const { app } = gateway.service;
    const email = `${randomBytes(6).toString('hex')}@stores.example`;
    const user = (await app.get(Users, { strict: false }).create({ email, name: 'x', language: 'en', passwordHash: '' })) ?? '';
    for (const [store, role] of Object.entries(memberships))
      await gateway.query(
        `INSERT INTO gateway_ingress.memberships (user_id, merchant_id, role) VALUES ('${user}', '${store}', '${role}')`,
      );
    const client = { userAgent: 'test', address: '127.0.0.1' };
    const begun = await app.get(Sessions, { strict: false }).begin({ user, isPending: false, hasSecondFactor, client }, '');
    const person = new TestPerson(gateway);
    person.cookie = `__Host-tollgate-session=${begun.token}`;
    await person.look();
    return person;
  };

  it('is of each store in its own time zone, by currency', async () => {
    const person = await enter({ mer_demo: 'owner', mer_b: 'accountant' });
    const { status, json } = await person.send('GET', path('live'));
    expect(status).toBe(200);
    const { stores, data } = storesReportAnswerSchema.parse(json);
    expect(stores.map(({ id }) => id).sort()).toEqual(['mer_b', 'mer_demo']);
    expect(data.map(({ store, currency, captured, net }) => [store, currency, captured, net]).sort()).toEqual([
      ['mer_b', 'USD', 500, 380],
      ['mer_demo', 'USD', 500, 380],
    ]);
    expect(asked.find(({ merchant }) => merchant === 'mer_b')).toMatchObject({ mode: 'live', timeZone: 'Asia/Tokyo' });
  });

  it.each(roles)('has a store in which somebody is %s where that role may read reports, and not otherwise', async (role) => {
    const person = await enter({ mer_demo: 'owner', mer_b: role });
    const { json } = await person.send('GET', path('test'));
    const hasRight = rightsOf(role).has('reports:read');
    const wanted = hasRight ? ['mer_b', 'mer_demo'] : ['mer_demo'];
    expect(json.stores.map(({ id }: { id: string }) => id).sort()).toEqual(wanted);
    expect(json.data.map(({ store }: { store: string }) => store).sort()).toEqual(wanted);
    expect(asked.map(({ merchant }) => merchant).sort()).toEqual(wanted);
  });

  it('is empty for whoever may read none, and never of a store that is not theirs', async () => {
    const { json } = await (await enter({ mer_c: 'support' })).send('GET', path('test'));
    expect(json).toMatchObject({ stores: [], data: [] });
    expect(asked).toEqual([]);
  });

  it('S15, S17: is for nobody without a session, and of live mode for nobody without a second factor', async () => {
    expect((await new TestPerson(gateway).send('GET', path('test'))).json.code).toBe('not_signed_in');
    const single = await enter({ mer_demo: 'owner' }, false);
    expect((await single.send('GET', path('live'))).json.code).toBe('second_factor_required');
    expect((await single.send('GET', path('test'))).status).toBe(200);
  });

  it('S21: is recorded in each store that is in it, and in no other, before its file begins', async () => {
    const head = { 'content-type': 'text/csv', 'x-export-entries': '1' };
    const reporting = createServer((_, response) => response.writeHead(200, head).end('store\r\n'));
    await new Promise<void>((resolve) => reporting.listen(0, '127.0.0.1', resolve));
    gateway.neighbors.exportUrl = `http://127.0.0.1:${(reporting.address() as AddressInfo).port}/exports/1`;
    const person = await enter({ mer_demo: 'owner', mer_b: 'accountant', mer_c: 'support' });
    const { user } = (await person.look()).json;
    const answer = await person.send('GET', 'reports/live/stores/files/csv?from=2026-11-01&to=2026-11-30');
    expect([answer.status, answer.text]).toEqual([200, 'store\r\n']);
    const recorded = await gateway.query(
      `SELECT header->>'merchant' AS store, data->>'on' AS on, data->>'mode' AS mode, header->'actor'->>'on' AS actor
        FROM order_log.events WHERE type = 'OperatorActed' AND data->>'action' = 'file_downloaded' ORDER BY 1`,
    );
    const on = 'stores csv 2026-11-01 2026-11-30';
    expect(recorded).toEqual(['mer_b', 'mer_demo'].map((store) => ({ store, on, mode: 'live', actor: user.id })));
    reporting.close();
  });

  it('refuses what is no mode or no days', async () => {
    const person = await enter({ mer_demo: 'owner' });
    expect((await person.send('GET', path('both'))).json.code).toBe('invalid_mode');
    expect((await person.send('GET', 'reports/test/stores?from=2026-11-02&to=2026-11-01')).json.code).toBe('invalid_date_range');
  });
});
