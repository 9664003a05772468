import { randomUUID } from 'node:crypto';
import { TestGateway } from '../testing/gateway.js';
import { memberOf, type TestPerson } from '../testing/person.js';

const toShip = { name: 'To be shipped', query: { status: 'approved', country: 'DE', from: '2026-11-01T00:00:00Z' } };

describe('saved filters', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await TestGateway.start();
  });
  afterAll(() => gateway.stop());
  beforeEach(() => gateway.query('DELETE FROM gateway_ingress.saved_filters'));

  const at = (rest = '', mode = 'test') => `stores/mer_demo/${mode}/saved-filters${rest}`;
  const save = (person: TestPerson, body: object = toShip, headers = {}) => person.send('POST', at(), { body, headers });
  const namesOf = async (person: TestPerson, mode = 'test'): Promise<readonly string[]> =>
    (await person.send('GET', at('', mode))).json.data.map(({ name }: { name: string }) => name);
  const codeOf = async (asked: Promise<{ status: number; json: { code: string; field?: string } }>) => {
    const { status, json } = await asked;
    return json?.code === undefined ? [status] : [status, json.code];
  };

  it('are kept with what they ask for, in both modes, for the one who made them', async () => {
    const [ann, bob] = [await memberOf(gateway, 'support'), await memberOf(gateway, 'support')];
    const { status, json } = await save(ann);
    expect([status, json]).toEqual([
      201,
      { ...toShip, id: expect.stringMatching(/^flt_/), shared: false, own: true, createdAt: expect.any(String) },
    ]);
    expect([await namesOf(ann), await namesOf(ann, 'live'), await namesOf(bob)]).toEqual([
      ['To be shipped'],
      ['To be shipped'],
      [],
    ]);
    const changed = await ann.send('PATCH', at(`/${json.id}`), { body: { name: 'Germany' } });
    expect([changed.status, changed.json]).toEqual([200, { ...json, name: 'Germany' }]);
    for (const method of ['PATCH', 'DELETE'])
      expect(await codeOf(bob.send(method, at(`/${json.id}`), method === 'PATCH' ? { body: {} } : {}))).toEqual([
        404,
        'not_found',
      ]);
    expect(await codeOf(ann.send('DELETE', at(`/${json.id}`)))).toEqual([204]);
    expect(await namesOf(ann)).toEqual([]);
  });

  it('are shown to all of the store by who looks after it, and changed by those alone', async () => {
    const [clerk, owner, manager] = [
      await memberOf(gateway, 'support'),
      await memberOf(gateway, 'owner'),
      await memberOf(gateway, 'manager'),
    ];
    expect(await codeOf(save(clerk, { ...toShip, shared: true }))).toEqual([403, 'not_allowed']);
    const { json } = await save(owner, { ...toShip, shared: true });
    expect((await clerk.send('GET', at())).json.data).toEqual([{ ...json, own: false }]);
    expect(await codeOf(clerk.send('PATCH', at(`/${json.id}`), { body: { name: 'Mine' } }))).toEqual([403, 'not_allowed']);
    expect(await codeOf(clerk.send('DELETE', at(`/${json.id}`)))).toEqual([403, 'not_allowed']);
    expect((await manager.send('PATCH', at(`/${json.id}`), { body: { name: 'Ship today' } })).json.name).toBe('Ship today');
    expect(await namesOf(clerk)).toEqual(['Ship today']);
    await manager.send('PATCH', at(`/${json.id}`), { body: { shared: false } });
    expect([await namesOf(clerk), await namesOf(owner)]).toEqual([[], ['Ship today']]);
  });

  it('have one name each, and are fifty at most, also where two are saved at once', async () => {
    const ann = await memberOf(gateway, 'support');
    const first = await save(ann);
    expect(await codeOf(save(ann))).toEqual([409, 'filter_name_taken']);
    const second = await save(ann, { ...toShip, name: 'Another' });
    expect(await codeOf(ann.send('PATCH', at(`/${second.json.id}`), { body: { name: first.json.name } }))).toEqual([
      409,
      'filter_name_taken',
    ]);
    for (let index = 2; index < 49; index += 1) await save(ann, { ...toShip, name: `n${index}` });
    const last = await Promise.all(['x', 'y', 'z'].map((name) => codeOf(save(ann, { ...toShip, name }))));
    expect(last.map(([status]) => status).sort()).toEqual([201, 409, 409]);
    expect(last).toContainEqual([409, 'too_many_filters']);
    expect(await namesOf(ann)).toHaveLength(50);
  });

  it('do not come back where they are deleted while somebody changes them', async () => {
    const ann = await memberOf(gateway, 'support');
    for (let round = 0; round < 10; round += 1) {
      const { json } = await save(ann);
      const path = at(`/${json.id}`);
      const [, deleted] = await Promise.all([ann.send('PATCH', path, { body: { name: 'Germany' } }), ann.send('DELETE', path)]);
      expect([deleted.status, await namesOf(ann)]).toEqual([204, []]);
    }
  });

  it('are saved once for each Idempotency-Key', async () => {
    const ann = await memberOf(gateway, 'support');
    const headers = { 'idempotency-key': randomUUID() };
    const [first, again] = [await save(ann, toShip, headers), await save(ann, toShip, headers)];
    expect([again.status, again.json]).toEqual([201, first.json]);
    expect(await namesOf(ann)).toHaveLength(1);
    await ann.send('DELETE', at(`/${first.json.id}`));
    expect(await codeOf(save(ann, toShip, headers))).toEqual([404, 'not_found']);
  });

  it.each([
    [{ ...toShip, query: { status: 'gone' } }, 'invalid_status'],
    [{ ...toShip, query: { days: 'this_year' } }, 'invalid_days'],
    [{ ...toShip, query: { days: 'today', from: '2026-11-01T00:00:00Z' } }, 'invalid_days'],
    [{ ...toShip, query: { email: 'ann@example.com' } }, 'unknown_field'],
    [{ ...toShip, query: { name: 'Ann Buyer' } }, 'unknown_field'],
    [{ ...toShip, query: { amount: '54.26' } }, 'invalid_amount'],
    [{ ...toShip, query: { from: '2026-11-02T00:00:00Z', to: '2026-11-01T00:00:00Z' } }, 'invalid_date_range'],
    [{ ...toShip, query: { reference: '4111 1111 1111 1111' } }, 'card_number_in_text'],
    [{ ...toShip, name: 'x'.repeat(61) }, 'too_long'],
    [{ ...toShip, name: '4111111111111111' }, 'card_number_in_text'],
    [{ query: {} }, 'required'],
  ])('that are none are refused: %j', async (body, code) => {
    const ann = await memberOf(gateway, 'support');
    expect(await codeOf(save(ann, body))).toEqual([422, code]);
  });

  it('go with whoever leaves the store', async () => {
    const [owner, clerk] = [await memberOf(gateway, 'owner'), await memberOf(gateway, 'manager')];
    await save(clerk, { ...toShip, shared: true });
    expect(await namesOf(owner)).toHaveLength(1);
    const { id } = (await clerk.look()).json.user;
    expect((await owner.send('DELETE', `stores/mer_demo/test/users/${id}`)).status).toBe(204);
    expect(await namesOf(owner)).toEqual([]);
  });
});
