import { eventually } from '@tollgate/testing';
import { TestGateway } from '../testing/gateway.js';
import { memberOf, TestPerson } from '../testing/person.js';

describe('the end of one’s own account', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await TestGateway.start();
  });
  afterAll(() => gateway.stop());
  beforeEach(async () => {
    await gateway.query('DELETE FROM gateway_ingress.attempts');
    gateway.neighbors.operatorMails.length = 0;
  });

  const end = (person: TestPerson, password = gateway.owner.password) =>
    person.send('POST', 'user/deletion', { body: { password } });
  const idOf = async (email: string): Promise<string | undefined> =>
    (await gateway.query<{ id: string }>(`SELECT id FROM gateway_ingress.users WHERE email = '${email}'`))[0]?.id;
  const store = (merchant: string) => `stores/${merchant}/test`;

  it('ends all that was theirs: sessions, memberships, filters, invitations; the address is free again', async () => {
    const person = await memberOf(gateway, 'manager');
    const id = await idOf(person.email);
    const other = new TestPerson(gateway);
    await other.signIn({ email: person.email, password: gateway.owner.password });
    const invited = `invited.${Math.random().toString(36).slice(2)}@demo.example`;
    const body = { email: invited, role: 'support' };
    expect((await person.send('POST', `${store('mer_demo')}/users/invitations`, { body })).status).toBe(201);
    const answer = await end(person);
    expect([answer.status, person.cookie]).toEqual([204, '']);
    expect((await other.look()).status).toBe(401);
    expect((await new TestPerson(gateway).signIn({ email: person.email, password: gateway.owner.password })).status).toBe(401);
    for (const table of ['sessions', 'memberships', 'saved_filters', 'failed_sign_ins', 'email_changes'])
      expect(await gateway.query(`SELECT FROM gateway_ingress.${table} WHERE user_id = '${id}'`)).toEqual([]);
    expect(await gateway.query(`SELECT FROM gateway_ingress.invitations WHERE email = '${invited}'`)).toEqual([]);
    const told = await eventually('the mail', async () =>
      gateway.neighbors.operatorMails.find(({ kind }) => kind === 'account_deleted'),
    );
    expect(told).toMatchObject({ email: person.email, language: 'en', link: 'https://localhost:7443/central/' });
  });

  it('S21: is told by each of their stores, and what they did before keeps their id', async () => {
    const person = await memberOf(gateway, 'support');
    const id = await idOf(person.email);
    const events = () =>
      gateway.query<{ type: string; on: string; merchant: string }>(
        `SELECT type, header->'actor'->>'on' AS on, header->>'merchant' AS merchant FROM order_log.events WHERE data->>'user' = '${id}' ORDER BY position`,
      );
    const before = await events();
    expect(before.map(({ type }) => type)).toContain('UserSignedIn');
    expect((await end(person)).status).toBe(204);
    const actor = `usr_${id?.replaceAll('-', '')}`;
    expect(await events()).toEqual([...before, { type: 'UserRemoved', on: actor, merchant: 'mer_demo' }]);
  });

  it('waits until each store that they own has another owner', async () => {
    const merchant = `mer_own${Math.random().toString(36).slice(2)}`;
    const [last, heir] = [await memberOf(gateway, 'owner', merchant), await memberOf(gateway, 'manager', merchant)];
    expect((await end(last)).json).toMatchObject({ status: 409, code: 'last_owner' });
    expect((await last.look()).status).toBe(200);
    const user = `usr_${(await idOf(heir.email))?.replaceAll('-', '')}`;
    expect((await last.send('PUT', `${store(merchant)}/users/${user}`, { body: { role: 'owner' } })).status).toBe(204);
    expect((await end(last)).status).toBe(204);
  });

  it('of both owners at once leaves the store one', async () => {
    for (let round = 0; round < 3; round += 1) {
      const merchant = `mer_two${Math.random().toString(36).slice(2)}`;
      const people = [await memberOf(gateway, 'owner', merchant), await memberOf(gateway, 'owner', merchant)];
      const statuses = (await Promise.all(people.map((person) => end(person)))).map(({ status }) => status);
      expect(statuses.sort()).toEqual([204, 409]);
    }
  });

  it('wants the password', async () => {
    const person = await memberOf(gateway, 'read_only');
    expect((await end(person, 'not the password')).json).toMatchObject({
      status: 422,
      code: 'wrong_password',
      field: '/password',
    });
    expect((await person.look()).status).toBe(200);
  });
});
