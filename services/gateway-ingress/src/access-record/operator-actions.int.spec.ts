import { TestGateway } from '../testing/gateway.js';
import { memberOf, type TestPerson } from '../testing/person.js';

const store = 'stores/mer_demo/test';

describe('S21: what people do for a store', () => {
  let gateway: TestGateway;
  let owner: TestPerson;
  beforeAll(async () => {
    gateway = await TestGateway.start();
    owner = await memberOf(gateway, 'owner');
  });
  afterAll(() => gateway.stop());

  const recordedAs = (action: string) =>
    gateway.query<{ on: string; actor: string; mode: string }>(
      `SELECT data->>'on' AS on, data->>'mode' AS mode, header->'actor'->>'on' AS actor FROM order_log.events
       WHERE type = 'OperatorActed' AND data->>'action' = '${action}' ORDER BY position`,
    );

  it('is an event with their name where it changes what all of the store see in their lists of orders', async () => {
    const { user } = (await owner.look()).json;
    const body = { name: 'To ship', query: { status: 'approved' }, shared: true };
    const { json } = await owner.send('POST', `${store}/saved-filters`, { body });
    const path = `${store}/saved-filters/${json.id}`;
    expect((await owner.send('PATCH', path, { body: { name: 'Shipped' } })).status).toBe(200);
    expect((await owner.send('DELETE', path)).status).toBe(204);
    for (const action of ['filter_shared', 'filter_changed', 'filter_removed'])
      expect(await recordedAs(action)).toEqual([{ on: json.id, mode: 'test', actor: user.id }]);
  });

  it('is none of the store’s where they keep a filter for themselves', async () => {
    const before = (await recordedAs('filter_shared')).length;
    const body = { name: 'Mine', query: { status: 'approved' } };
    expect((await owner.send('POST', `${store}/saved-filters`, { body })).status).toBe(201);
    expect(await recordedAs('filter_shared')).toHaveLength(before);
  });
});
