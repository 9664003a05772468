import { eventually } from '@tollgate/testing';
import { TestGateway } from '../testing/gateway.js';
import { memberOf, TestPerson } from '../testing/person.js';

describe('a person’s own account', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await TestGateway.start();
  });
  afterAll(() => gateway.stop());
  beforeEach(() => gateway.query('DELETE FROM gateway_ingress.attempts'));

  const codeOf = async (asked: Promise<{ status: number; json: { code: string; field: string } }>) => {
    const { status, json } = await asked;
    return [status, json?.code, json?.field];
  };
  const second = async (email: string): Promise<TestPerson> => {
    const person = new TestPerson(gateway);
    await person.signIn({ email, password: gateway.owner.password });
    return person;
  };

  it('has a name and a language', async () => {
    const person = await memberOf(gateway, 'support');
    expect((await person.send('PUT', 'user', { body: { name: 'Ann <b>Buyer</b>', language: 'ja' } })).status).toBe(204);
    expect((await person.look()).json.user).toMatchObject({ name: 'Ann <b>Buyer</b>', language: 'ja' });
    expect(await codeOf(person.send('PUT', 'user', { body: { name: 'Ann\r\nBcc: x', language: 'ja' } }))).toEqual([
      422,
      'invalid_characters',
      '/name',
    ]);
    expect(await codeOf(person.send('PUT', 'user', { body: { name: 'Ann', language: 'xx' } }))).toEqual([
      422,
      'invalid_value',
      '/language',
    ]);
    expect(await codeOf(person.send('PUT', 'user', { body: { name: '4111 1111 1111 1111', language: 'en' } }))).toEqual([
      422,
      'card_number_in_text',
      '/name',
    ]);
  });

  it('S17: a password is changed by whoever knows the present one; the other sessions end, this one stays, and a mail tells of it', async () => {
    const person = await memberOf(gateway, 'support');
    const other = await second(person.email);
    const change = (currentPassword: string, newPassword: string) =>
      person.send('PUT', 'user/password', { body: { currentPassword, newPassword } });
    expect(await codeOf(change('not the password', 'a new password of mine'))).toEqual([
      422,
      'wrong_password',
      '/currentPassword',
    ]);
    expect(await codeOf(change(gateway.owner.password, 'short'))).toEqual([422, 'too_short', '/newPassword']);
    expect((await other.look()).status).toBe(200);
    expect((await change(gateway.owner.password, 'a new password of mine')).status).toBe(204);
    expect([(await person.look()).status, (await other.look()).status]).toEqual([200, 401]);
    expect((await second(person.email)).csrfToken).toBe('');
    await eventually('the notice', async () =>
      gateway.neighbors.operatorMails.find(({ email, change: what }) => email === person.email && what === 'password_changed'),
    );
  });

  it('S17: a password that is changed ends the links for a new one that lie in the mailbox', async () => {
    const person = await memberOf(gateway, 'support');
    await new TestPerson(gateway).send('POST', 'password-resets', { body: { email: person.email } });
    const mail = await eventually('the mail', async () =>
      gateway.neighbors.operatorMails.find(({ email, kind }) => email === person.email && kind === 'password_reset'),
    );
    const body = { currentPassword: gateway.owner.password, newPassword: 'a new password of mine' };
    expect((await person.send('PUT', 'user/password', { body })).status).toBe(204);
    const reset = { body: { password: 'a password of somebody else' } };
    const token = mail.link.split('/').at(-1);
    expect((await new TestPerson(gateway).send('PUT', `password-resets/${token}`, reset)).status).toBe(404);
  });

  it('S17: whoever holds a session does not guess its password either', async () => {
    const person = await memberOf(gateway, 'support');
    const guess = (currentPassword: string) =>
      person.send('PUT', 'user/password', { body: { currentPassword, newPassword: 'a new password of mine' } });
    for (let attempt = 0; attempt < 10; attempt += 1) expect((await guess('not the password')).status).toBe(422);
    expect((await guess(gateway.owner.password)).status).toBe(429);
  });

  it('S17: shows its sessions, and ends them, nobody else’s', async () => {
    const [person, stranger] = [await memberOf(gateway, 'support'), await memberOf(gateway, 'support')];
    const other = await second(person.email);
    const { json } = await person.send('GET', 'user/sessions');
    expect(json.data.map(({ isCurrent }: { isCurrent: boolean }) => isCurrent)).toEqual([false, true]);
    expect(JSON.stringify(json)).not.toContain(other.cookie.split('=')[1]);
    const [{ id }] = json.data;
    expect((await stranger.send('DELETE', `user/sessions/${id}`)).status).toBe(404);
    expect((await other.look()).status).toBe(200);
    expect((await person.send('DELETE', `user/sessions/${id}`)).status).toBe(204);
    expect((await other.look()).status).toBe(401);
  });

  it.each(['user/sessions', 'user/second-factors'])(
    'S15: %s is nobody’s who has not signed in, nor an API key’s',
    async (path) => {
      expect((await new TestPerson(gateway).send('GET', path)).status).toBe(401);
      expect((await gateway.send('GET', `/central/api/${path}`)).status).toBe(401);
    },
  );
});
