import { TestGateway } from '../testing/gateway.js';
import { TestPerson } from '../testing/person.js';
import { storeSchema } from './store.schema.js';

describe('a store’s record', () => {
  let gateway: TestGateway;
  let owner: TestPerson;
  beforeAll(async () => {
    gateway = await TestGateway.start();
    owner = new TestPerson(gateway);
    await owner.signIn();
    await showSecondFactor(true);
  });
  afterAll(() => gateway.stop());

  const showSecondFactor = (isShown: boolean) =>
    gateway.query(`update gateway_ingress.sessions set has_second_factor = ${isShown}`);
  const path = 'stores/mer_demo/test/store';
  const put = (body: object) => owner.send('PUT', path, { body });
  const recorded = () =>
    gateway.query<{ header: { actor: { on: string }; merchant: string }; data: object }>(
      `select header, data from order_log.events where type = 'StoreChanged' order by position`,
    );

  it('is its name and time zone; who changes it is recorded, and the session tells it at once', async () => {
    expect(storeSchema.parse((await owner.send('GET', path)).json)).toMatchObject({ id: 'mer_demo', timeZone: 'UTC' });
    const { status, json } = await put({ name: 'Ann’s Books', timeZone: 'america/new_york' });
    expect([status, storeSchema.parse(json)]).toMatchObject([200, { name: 'Ann’s Books', timeZone: 'America/New_York' }]);
    expect((await owner.send('GET', path)).json).toEqual(json);
    expect((await owner.look()).json.stores).toMatchObject([{ name: 'Ann’s Books', timeZone: 'America/New_York' }]);
    const user = (await owner.look()).json.user.id;
    const [event, ...others] = await recorded();
    expect(others).toEqual([]);
    expect(event).toMatchObject({
      header: { actor: { on: user }, merchant: 'mer_demo' },
      data: { name: 'Ann’s Books', timeZone: 'America/New_York' },
    });
  });

  it('that is put again as it is changes nothing', async () => {
    const before = (await recorded()).length;
    const { json } = await owner.send('GET', path);
    expect((await put({ name: json.name, timeZone: json.timeZone })).json).toEqual(json);
    expect(await recorded()).toHaveLength(before);
  });

  it.each([
    [{ name: 'A', timeZone: '+01:00' }, 'invalid_time_zone', '/timeZone'],
    [{ name: 'A', timeZone: 'Mars/Olympus' }, 'invalid_time_zone', '/timeZone'],
    [{ name: 'A\r\nB', timeZone: 'UTC' }, 'invalid_characters', '/name'],
    [{ name: '4111 1111 1111 1111', timeZone: 'UTC' }, 'card_number_in_text', '/name'],
    [{ name: 'A' }, 'required', '/timeZone'],
    [{ name: 'A', timeZone: 'UTC', id: 'mer_other' }, 'unknown_field', '/id'],
  ])('is refused as %j', async (body, code, field) => {
    const { status, json } = await put(body);
    expect([status, json.code, json.field]).toEqual([422, code, field]);
  });

  it('S17: is changed in live mode, too, and so by nobody with a password alone', async () => {
    await showSecondFactor(false);
    const { status, json } = await put({ name: 'Mine', timeZone: 'UTC' });
    expect([status, json.code]).toEqual([403, 'second_factor_required']);
    await showSecondFactor(true);
  });

  it('S24, I14: is changed by nobody without the right, and of another merchant shown to nobody', async () => {
    await gateway.giveKey('mer_other', `tgk_test_${'e'.repeat(43)}`);
    const foreign = [
      await owner.send('GET', 'stores/mer_other/test/store'),
      await owner.send('PUT', 'stores/mer_other/test/store', { body: { name: 'Mine', timeZone: 'UTC' } }),
    ];
    expect(foreign.map(({ status, json }) => [status, json.code])).toEqual([
      [404, 'not_found'],
      [404, 'not_found'],
    ]);
    await gateway.query(`update gateway_ingress.memberships set role = 'read_only'`);
    expect((await owner.send('GET', path)).status).toBe(200);
    const { status, json } = await put({ name: 'Mine', timeZone: 'UTC' });
    expect([status, json.code]).toEqual([403, 'not_allowed']);
    await gateway.query(`update gateway_ingress.memberships set role = 'owner'`);
    expect((await gateway.send('GET', '/v1/store')).status).toBe(404);
  });
});
