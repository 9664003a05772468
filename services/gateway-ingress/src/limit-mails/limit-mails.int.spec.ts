import { randomUUID } from 'node:crypto';
import { requests, TellKeyPoolRequestSchema, TellKeyPoolResponseSchema } from '@tollgate/contracts';
import { eventually } from '@tollgate/testing';
import { TestGateway } from '../testing/gateway.js';
import { memberOf } from '../testing/person.js';

describe('limits of money', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await TestGateway.start();
  });
  afterAll(() => gateway.stop());

  const mails = () => gateway.neighbors.operatorMails.filter(({ kind }) => kind === 'limits_changed');
  const nothingDue = () =>
    eventually(
      'nothing is due',
      async () => (await gateway.query('SELECT FROM gateway_ingress.due_work')).length === 0 || undefined,
    );

  it('are changed by no manager, and by no owner unseen: all owners, and they alone, get one mail that says who did', async () => {
    const [owner, manager] = [await memberOf(gateway, 'owner'), await memberOf(gateway, 'manager')];
    await memberOf(gateway, 'owner', 'mer_other');
    const path = 'stores/mer_demo/test/settings/refunds';
    const body = { limits: { USD: 1000 } };
    expect((await manager.send('PUT', path, { body })).status).toBe(403);
    const headers = { 'idempotency-key': 'limits' };
    for (const _ of [1, 2]) expect((await owner.send('PUT', path, { body, headers })).status).toBe(200);
    await nothingDue();
    expect(
      mails()
        .map(({ email }) => email)
        .toSorted(),
    ).toEqual([gateway.owner.email, owner.email].toSorted());
    expect(mails()[0]).toMatchObject({
      link: 'https://localhost:7443/central/mer_demo/test/settings/refunds',
      store: 'Demo Shop',
      limits: { area: 'refunds', mode: 'test', person: 'A owner' },
    });
  }, 30_000);

  it('are one thing, an empty pool of license keys another: whoever may fill it gets one mail, however often it is asked for', async () => {
    const developer = await memberOf(gateway, 'developer', 'mer_other');
    await memberOf(gateway, 'support', 'mer_other');
    const id = randomUUID();
    const pool = { id, merchant: 'mer_other', mode: 'test', sku: 'APP-1', left: 0, at: new Date().toISOString() };
    for (const _ of [1, 2])
      await gateway.neighbors.asking.request(requests.tellKeyPool, TellKeyPoolRequestSchema, TellKeyPoolResponseSchema, pool);
    const told = gateway.neighbors.operatorMails.filter(({ kind }) => kind === 'key_pool');
    const mine = told.filter(({ email }) => email === developer.email);
    expect(mine).toHaveLength(2);
    expect(new Set(told.map((mail) => mail.id)).size).toBe(told.length / 2);
    expect(mine[0]).toMatchObject({
      link: 'https://localhost:7443/central/mer_other/test/goods',
      pool: { sku: 'APP-1', left: 0, mode: 'test' },
    });
  }, 30_000);
});
