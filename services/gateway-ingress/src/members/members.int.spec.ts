import { eventually } from '@tollgate/testing';
import { TestGateway } from '../testing/gateway.js';
import { memberOf, TestPerson } from '../testing/person.js';

const password = 'a long password of hers';

describe('the people of a store', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await TestGateway.start();
  });
  afterAll(() => gateway.stop());
  beforeEach(async () => {
    await gateway.query('DELETE FROM gateway_ingress.attempts');
    await gateway.query('DELETE FROM gateway_ingress.invitations');
    await gateway.query(`DELETE FROM gateway_ingress.users WHERE email <> '${gateway.owner.email}'`);
    gateway.neighbors.operatorMails.length = 0;
  });

  const users = 'stores/mer_demo/live/users';
  const codeOf = async (asked: Promise<{ status: number; json: { code: string } }>) => {
    const { status, json } = await asked;
    return json?.code === undefined ? [status] : [status, json.code];
  };
  const invite = (person: TestPerson, email: string, role: string, headers = {}) =>
    person.send('POST', `${users}/invitations`, { body: { email, role }, headers });
  /** The newest mail, once it was handed over. */
  const mailTo = (email: string, count = 1) =>
    eventually(
      `mail ${count} to ${email}`,
      async () => gateway.neighbors.operatorMails.filter((mail) => mail.email === email)[count - 1],
    );
  const tokenFor = async (email: string, count = 1) => (await mailTo(email, count)).link.split('/').at(-1) ?? '';
  const accept = (token: string, body: object = { name: 'Ann Buyer', password, language: 'fr' }) =>
    new TestPerson(gateway).send('PUT', `invitations/${token}`, { body });
  const nobody = () => new TestPerson(gateway);
  const idOf = async (person: TestPerson): Promise<string> => (await person.look()).json.user.id;
  const eventsOf = (count: number) =>
    gateway.query<{ type: string; data: object; actor: string }>(
      `SELECT type, data, header->'actor'->>'on' AS actor FROM order_log.events WHERE stream = 'access' AND type <> 'UserSignedIn' ORDER BY position DESC LIMIT ${count}`,
    );

  it('join by a mail: the link tells the store, makes an account, and is good once', async () => {
    const owner = await memberOf(gateway, 'owner');
    const { status, json } = await invite(owner, 'Ann@Demo.example', 'support');
    expect([status, json]).toEqual([
      201,
      expect.objectContaining({ email: 'ann@demo.example', role: 'support', id: expect.stringMatching(/^inv_/) }),
    ]);
    const mail = await mailTo('ann@demo.example');
    expect(mail).toMatchObject({ kind: 'invitation', store: 'Demo Shop', inviter: 'A owner', language: 'en' });
    expect(mail.link).toMatch(/^https:\/\/localhost:7443\/central\/invitation\/[\w-]{43}$/);
    const token = await tokenFor('ann@demo.example');
    expect((await nobody().send('GET', `invitations/${token}`)).json).toEqual({
      store: 'Demo Shop',
      email: 'ann@demo.example',
      role: 'support',
      hasAccount: false,
    });
    expect((await accept(token)).status).toBe(204);
    expect(await codeOf(accept(token))).toEqual([404, 'not_found']);
    const ann = nobody();
    expect((await ann.signIn({ email: 'ann@demo.example', password })).json).toEqual({ step: 'done' });
    expect((await ann.look()).json).toMatchObject({ user: { name: 'Ann Buyer', language: 'fr' }, stores: [{ role: 'support' }] });
  });

  it('S21: every step of it is recorded with who took it, and no address, name or link is', async () => {
    const owner = await memberOf(gateway, 'owner');
    await invite(owner, 'ann@demo.example', 'support');
    await accept(await tokenFor('ann@demo.example'));
    const ann = nobody();
    await ann.signIn({ email: 'ann@demo.example', password });
    const [ownerId, annId] = [await idOf(owner), await idOf(ann)];
    await owner.send('PUT', `${users}/${annId}`, { body: { role: 'accountant' } });
    await owner.send('DELETE', `${users}/${annId}`);
    const events = (await eventsOf(4)).toReversed();
    expect(events.map(({ type, actor }) => [type, actor])).toEqual([
      ['UserInvited', ownerId],
      ['UserJoined', annId],
      ['UserRoleChanged', ownerId],
      ['UserRemoved', ownerId],
    ]);
    expect(events[2]?.data).toMatchObject({ role: 'accountant', previousRole: 'support' });
    const all =
      JSON.stringify(await gateway.query('SELECT header, data FROM order_log.events')) +
      JSON.stringify(await gateway.query('SELECT * FROM order_log.idempotency_records'));
    for (const word of ['demo.example', 'Ann', await tokenFor('ann@demo.example')]) expect(all).not.toContain(word);
  });

  it('join with the account that they have, whatever the link’s reader types', async () => {
    const other = await memberOf(gateway, 'owner', 'mer_other');
    const owner = await memberOf(gateway, 'owner');
    await invite(owner, other.email, 'support');
    const token = await tokenFor(other.email);
    expect((await nobody().send('GET', `invitations/${token}`)).json.hasAccount).toBe(true);
    expect((await accept(token, { name: 'Mallory', password: 'another password, hers' })).status).toBe(204);
    const { json } = await other.look();
    expect(json.user.name).toBe('A owner');
    expect(json.stores.map(({ id, role }: { id: string; role: string }) => [id, role])).toEqual([
      ['mer_demo', 'support'],
      ['mer_other', 'owner'],
    ]);
  });

  it('need a name and a good password for a new account, and keep the link until both are given', async () => {
    const owner = await memberOf(gateway, 'owner');
    await invite(owner, 'ann@demo.example', 'support');
    const token = await tokenFor('ann@demo.example');
    expect((await accept(token, {})).json.errors.map(({ field }: { field: string }) => field)).toEqual(['/name', '/password']);
    expect(await codeOf(accept(token, { name: 'Ann', password: 'short' }))).toEqual([422, 'too_short']);
    expect(await codeOf(accept(token, { name: 'Ann', password: 'DemoShop2026' }))).toEqual([422, 'password_too_common']);
    expect((await accept(token)).status).toBe(204);
  });

  it('S17: of two who accept at once one does', async () => {
    const owner = await memberOf(gateway, 'owner');
    await invite(owner, 'ann@demo.example', 'support');
    const token = await tokenFor('ann@demo.example');
    const answers = await Promise.all([accept(token), accept(token), accept(token)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 404, 404]);
  });

  it.each([
    ['72 hours', (gateway: TestGateway) => gateway.query('UPDATE gateway_ingress.invitations SET ends_at = now()')],
    [
      'being taken back',
      async (_: TestGateway, owner: TestPerson) => {
        const { json } = await owner.send('GET', users);
        expect((await owner.send('DELETE', `${users}/invitations/${json.invitations[0].id}`)).status).toBe(204);
      },
    ],
    [
      'another one',
      async (_: TestGateway, owner: TestPerson) => {
        await invite(owner, 'ann@demo.example', 'accountant');
        await mailTo('ann@demo.example', 2);
      },
    ],
    [
      'its inviter has left',
      async (gateway: TestGateway, owner: TestPerson) => {
        const second = await memberOf(gateway, 'owner');
        expect((await second.send('DELETE', `${users}/${await idOf(owner)}`)).status).toBe(204);
      },
    ],
    [
      'its inviter is another thing',
      async (gateway: TestGateway, owner: TestPerson) => {
        const second = await memberOf(gateway, 'owner');
        expect((await second.send('PUT', `${users}/${await idOf(owner)}`, { body: { role: 'support' } })).status).toBe(204);
      },
    ],
  ])('S17: a link is void after %s', async (_, change) => {
    const owner = await memberOf(gateway, 'owner');
    await invite(owner, 'ann@demo.example', 'support');
    const token = await tokenFor('ann@demo.example');
    await change(gateway, owner);
    expect(await codeOf(nobody().send('GET', `invitations/${token}`))).toEqual([404, 'not_found']);
    expect(await codeOf(accept(token))).toEqual([404, 'not_found']);
  });

  it('S1: keeps of a link its hash alone', async () => {
    const owner = await memberOf(gateway, 'owner');
    await invite(owner, 'ann@demo.example', 'support');
    const token = await tokenFor('ann@demo.example');
    const kept = JSON.stringify([
      await gateway.query('SELECT * FROM gateway_ingress.invitations'),
      await gateway.query('SELECT * FROM gateway_ingress.due_work'),
    ]);
    expect(kept).not.toContain(token);
  });

  it('are invited once for each Idempotency-Key', async () => {
    const owner = await memberOf(gateway, 'owner');
    const key = { 'idempotency-key': `invite-${Math.random().toString(36).slice(2)}` };
    const [first, second] = [
      await invite(owner, 'ann@demo.example', 'support', key),
      await invite(owner, 'ann@demo.example', 'support', key),
    ];
    expect([first.status, second.status, second.json]).toEqual([201, 201, first.json]);
    expect(await codeOf(invite(owner, 'bob@demo.example', 'support', key))).toEqual([422, 'idempotency_key_reused']);
    expect((await owner.send('GET', users)).json.invitations).toHaveLength(1);
  });

  it('work for the store once', async () => {
    const [owner, support] = [await memberOf(gateway, 'owner'), await memberOf(gateway, 'support')];
    expect(await codeOf(invite(owner, support.email.toUpperCase(), 'owner'))).toEqual([409, 'already_member']);
  });

  it('are invited thirty times an hour by a store, and five times an hour to an address, by whichever stores', async () => {
    const [owner, other] = [await memberOf(gateway, 'owner'), await memberOf(gateway, 'owner', 'mer_other')];
    const elsewhere = () =>
      other.send('POST', 'stores/mer_other/live/users/invitations', { body: { email: 'Ann@demo.example', role: 'support' } });
    for (let round = 0; round < 5; round += 1) expect((await elsewhere()).status).toBe(201);
    expect(await codeOf(elsewhere())).toEqual([429, 'too_many_attempts']);
    expect(await codeOf(invite(owner, 'ann@demo.example', 'support'))).toEqual([429, 'too_many_attempts']);
    for (let one = 0; one < 29; one += 1) expect((await invite(owner, `p${one}@demo.example`, 'support')).status).toBe(201);
    expect(await codeOf(invite(owner, 'p29@demo.example', 'support'))).toEqual([429, 'too_many_attempts']);
  });

  it('are invited again once their invitation has ended, and those of others who never came are gone', async () => {
    const owner = await memberOf(gateway, 'owner');
    for (const email of ['ann@demo.example', 'bob@demo.example']) await invite(owner, email, 'support');
    await gateway.query("UPDATE gateway_ingress.invitations SET ends_at = now() - interval '1 second'");
    expect((await invite(owner, 'ann@demo.example', 'accountant')).status).toBe(201);
    const kept = await gateway.query('SELECT email, role FROM gateway_ingress.invitations');
    expect(kept).toEqual([{ email: 'ann@demo.example', role: 'accountant' }]);
  });

  it('S21: who joins once the database has failed at the commit is recorded once, as who they are', async () => {
    const owner = await memberOf(gateway, 'owner');
    await invite(owner, 'ann@demo.example', 'support');
    const token = await tokenFor('ann@demo.example');
    await gateway.query(`CREATE FUNCTION gateway_ingress.fail() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''commit''; END';
      CREATE CONSTRAINT TRIGGER fail AFTER INSERT ON gateway_ingress.memberships DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
        EXECUTE FUNCTION gateway_ingress.fail()`);
    expect((await accept(token)).status).toBe(500);
    await gateway.query('DROP TRIGGER fail ON gateway_ingress.memberships; DROP FUNCTION gateway_ingress.fail');
    expect(await codeOf(nobody().signIn({ email: 'ann@demo.example', password }))).toEqual([401, 'wrong_credentials']);
    expect((await accept(token)).status).toBe(204);
    const ann = nobody();
    await ann.signIn({ email: 'ann@demo.example', password });
    const id = await idOf(ann);
    const joined = await gateway.query<{ user: string }>(
      `SELECT data->>'user' AS "user" FROM order_log.events WHERE type = 'UserJoined' ORDER BY position DESC LIMIT 2`,
    );
    expect(joined.map(({ user }) => `usr_${user.replaceAll('-', '')}`).filter((user) => user === id)).toEqual([id]);
  });

  it('S21: nothing is done where it cannot be recorded', async () => {
    const owner = await memberOf(gateway, 'owner');
    await gateway.query(`ALTER TABLE order_log.events ADD CONSTRAINT full_up CHECK (stream <> 'access') NOT VALID`);
    try {
      expect((await invite(owner, 'ann@demo.example', 'support')).status).toBeGreaterThanOrEqual(500);
    } finally {
      await gateway.query('ALTER TABLE order_log.events DROP CONSTRAINT full_up');
    }
    expect((await owner.send('GET', users)).json.invitations).toEqual([]);
    expect(gateway.neighbors.operatorMails).toEqual([]);
  });
});
