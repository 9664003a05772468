import { TestGateway } from '../testing/gateway.js';
import { memberOf, TestPerson } from '../testing/person.js';

describe('what colleagues may do with each other', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await TestGateway.start();
  });
  afterAll(() => gateway.stop());
  beforeEach(async () => {
    await gateway.query('DELETE FROM gateway_ingress.attempts');
    await gateway.query(`DELETE FROM gateway_ingress.users WHERE email <> '${gateway.owner.email}'`);
  });

  const users = 'stores/mer_demo/live/users';
  const codeOf = async (asked: Promise<{ status: number; json: { code: string } }>) => {
    const { status, json } = await asked;
    return json?.code === undefined ? [status] : [status, json.code];
  };
  const invite = (person: TestPerson, email: string, role: string) =>
    person.send('POST', `${users}/invitations`, { body: { email, role } });
  const idOf = async (person: TestPerson): Promise<string> => (await person.look()).json.user.id;

  it.each(['accountant', 'support', 'developer', 'read_only'])('S24: a %s sees them, and changes nothing', async (role) => {
    const [owner, person] = [await memberOf(gateway, 'owner'), await memberOf(gateway, role)];
    const id = await idOf(owner);
    expect((await person.send('GET', users)).status).toBe(200);
    expect(await codeOf(invite(person, 'ann@demo.example', 'read_only'))).toEqual([403, 'not_allowed']);
    expect(await codeOf(person.send('PUT', `${users}/${id}`, { body: { role: 'support' } }))).toEqual([403, 'not_allowed']);
    expect(await codeOf(person.send('DELETE', `${users}/${id}`))).toEqual([403, 'not_allowed']);
  });

  it('S24: a manager gives no rights that they do not have, to nobody, by no way', async () => {
    const [owner, manager, developer, colleague] = [
      await memberOf(gateway, 'owner'),
      await memberOf(gateway, 'manager'),
      await memberOf(gateway, 'developer'),
      await memberOf(gateway, 'manager'),
    ];
    const own = await idOf(manager);
    for (const role of ['owner', 'developer', 'manager']) {
      expect(await codeOf(invite(manager, 'mine@demo.example', role))).toEqual([403, 'not_allowed']);
      expect(await codeOf(manager.send('PUT', `${users}/${own}`, { body: { role } }))).toEqual([403, 'not_allowed']);
    }
    for (const person of [owner, developer, colleague])
      expect(await codeOf(manager.send('DELETE', `${users}/${await idOf(person)}`))).toEqual([403, 'not_allowed']);
    expect((await invite(manager, 'ann@demo.example', 'support')).status).toBe(201);
    expect((await manager.send('DELETE', `${users}/${own}`)).status).toBe(204);
  });

  it('S24: a manager makes no invitation of an owner’s void, by another one or by taking it back', async () => {
    const [owner, manager] = [await memberOf(gateway, 'owner'), await memberOf(gateway, 'manager')];
    const { json } = await invite(owner, 'otto@demo.example', 'owner');
    expect(await codeOf(invite(manager, 'Otto@demo.example', 'read_only'))).toEqual([403, 'not_allowed']);
    expect(await codeOf(manager.send('DELETE', `${users}/invitations/${json.id}`))).toEqual([403, 'not_allowed']);
    expect((await owner.send('GET', users)).json.invitations).toMatchObject([{ id: json.id, role: 'owner' }]);
    expect(await codeOf(owner.send('DELETE', `${users}/invitations/${json.id}`))).toEqual([204]);
    const own = await invite(manager, 'ann@demo.example', 'support');
    expect(await codeOf(manager.send('DELETE', `${users}/invitations/${own.json.id}`))).toEqual([204]);
  });

  it('S24: nobody decides about them with a password alone, were it in test mode', async () => {
    const owner = new TestPerson(gateway);
    await owner.signIn();
    for (const mode of ['test', 'live'])
      expect(
        await codeOf(
          owner.send('POST', `stores/mer_demo/${mode}/users/invitations`, {
            body: { email: 'mine@demo.example', role: 'owner' },
          }),
        ),
      ).toEqual([403, 'second_factor_required']);
  });

  it('S1: nobody sees, invites to, or changes another store, which looks as if it were not there', async () => {
    const [stranger, owner] = [await memberOf(gateway, 'owner', 'mer_other'), await memberOf(gateway, 'owner')];
    const id = await idOf(owner);
    for (const store of ['mer_demo', 'mer_nobody']) {
      const path = `stores/${store}/live/users`;
      for (const asked of [
        stranger.send('GET', path),
        stranger.send('POST', `${path}/invitations`, { body: { email: 'mine@demo.example', role: 'owner' } }),
        stranger.send('PUT', `${path}/${id}`, { body: { role: 'read_only' } }),
        stranger.send('DELETE', `${path}/${id}`),
      ])
        expect(await codeOf(asked)).toEqual([404, 'not_found']);
    }
    const foreign = 'stores/mer_other/live/users';
    expect(await codeOf(stranger.send('PUT', `${foreign}/${id}`, { body: { role: 'read_only' } }))).toEqual([404, 'not_found']);
    expect(await codeOf(stranger.send('DELETE', `${foreign}/${id}`))).toEqual([404, 'not_found']);
    const { json } = await invite(owner, 'ann@demo.example', 'support');
    expect(await codeOf(stranger.send('DELETE', `${foreign}/invitations/${json.id}`))).toEqual([404, 'not_found']);
  });

  it('the last owner stays, also where two leave at once', async () => {
    await gateway.query("UPDATE gateway_ingress.memberships SET role = 'support' WHERE merchant_id = 'mer_demo'");
    try {
      const people = [await memberOf(gateway, 'owner'), await memberOf(gateway, 'owner')];
      const ids = await Promise.all(people.map(idOf));
      const answers = await Promise.all(people.map((person, index) => codeOf(person.send('DELETE', `${users}/${ids[index]}`))));
      expect(answers.sort()).toEqual([[204], [409, 'last_owner']]);
    } finally {
      await gateway.query("UPDATE gateway_ingress.memberships SET role = 'owner' WHERE merchant_id = 'mer_demo'");
    }
  });

  it('S24: who was removed sees nothing from the next request on, and another role counts as soon', async () => {
    const [owner, person] = [await memberOf(gateway, 'owner'), await memberOf(gateway, 'manager')];
    const id = await idOf(person);
    await owner.send('PUT', `${users}/${id}`, { body: { role: 'support' } });
    expect(await codeOf(invite(person, 'ann@demo.example', 'support'))).toEqual([403, 'not_allowed']);
    await owner.send('DELETE', `${users}/${id}`);
    expect(await codeOf(person.send('GET', users))).toEqual([404, 'not_found']);
    expect((await person.look()).json.stores).toEqual([]);
  });
});
