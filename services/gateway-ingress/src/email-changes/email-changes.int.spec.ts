import { eventually } from '@tollgate/testing';
import { TestGateway } from '../testing/gateway.js';
import { memberOf, TestPerson } from '../testing/person.js';

type Member = Awaited<ReturnType<typeof memberOf>>;

describe('another e-mail address for one’s own account', () => {
  let gateway: TestGateway;
  let person: Member;
  beforeAll(async () => {
    gateway = await TestGateway.start();
  });
  afterAll(() => gateway.stop());
  beforeEach(async () => {
    for (const table of ['attempts', 'email_changes', 'password_resets', 'due_work'])
      await gateway.query(`DELETE FROM gateway_ingress.${table}`);
    gateway.neighbors.operatorMails.length = 0;
    person = await memberOf(gateway, 'manager');
  });

  const newAddress = () => `new.${Math.random().toString(36).slice(2)}@demo.example`;
  const ask = (email: string, more: object = {}, who: TestPerson = person) =>
    who.send('PUT', 'user/email', { body: { email, password: gateway.owner.password, ...more } });
  const nobody = () => new TestPerson(gateway);
  const confirm = (token: string) => nobody().send('PUT', `email-changes/${token}`);
  const stop = (token: string) => nobody().send('DELETE', `email-changes/${token}`);
  const signIn = async (email: string) => (await nobody().signIn({ email, password: gateway.owner.password })).status;
  const mails = (kind: string) => gateway.neighbors.operatorMails.filter((mail) => mail.kind === kind);
  const nothingDue = () =>
    eventually(
      'nothing is due',
      async () => (await gateway.query('SELECT FROM gateway_ingress.due_work')).length === 0 || undefined,
    );
  /** The tokens of the newest mails. */
  const tokens = async () => {
    await nothingDue();
    const of = (kind: string): string => mails(kind).at(-1)?.link.split('/').at(-1) ?? '';
    return { confirm: of('email_change'), stop: of('email_change_notice') };
  };
  const changes = async (email: string): Promise<readonly string[]> => {
    const rows = await gateway.query<{ change: string }>(
      `SELECT data->>'change' AS change FROM order_log.events WHERE type = 'UserSecurityChanged'
        AND data->>'user' = (SELECT id::text FROM gateway_ingress.users WHERE email = '${email}') ORDER BY position`,
    );
    return rows.map(({ change }) => change);
  };

  it('takes effect when the link to it is opened, and not before; other sessions end, and who asked stays signed in', async () => {
    const other = new TestPerson(gateway);
    await other.signIn({ email: person.email, password: gateway.owner.password });
    const email = newAddress();
    expect((await ask(email.toUpperCase())).status).toBe(202);
    const links = await tokens();
    expect(mails('email_change')).toMatchObject([{ email, language: 'en' }]);
    expect(mails('email_change_notice')).toMatchObject([{ email: person.email }]);
    expect([await signIn(email), (await person.look()).json.user.email]).toEqual([401, person.email]);
    expect((await confirm(links.confirm)).status).toBe(204);
    expect((await other.look()).status).toBe(401);
    expect((await person.look()).json.user.email).toBe(email);
    expect([await signIn(email), await signIn(person.email)]).toEqual([200, 401]);
    await nothingDue();
    expect(mails('security_notice')).toMatchObject([{ email: person.email, change: 'email_changed' }]);
    expect(await changes(email)).toEqual(['email_change_asked', 'email_changed']);
  });

  it('S17: asks for the password, and says no more of it than of any other', async () => {
    expect((await ask(newAddress(), { password: 'not the password' })).json).toMatchObject({
      status: 422,
      code: 'wrong_password',
    });
    expect((await ask(newAddress(), { password: '' })).status).toBe(422);
    expect((await ask('no address')).json).toMatchObject({ status: 422, field: '/email' });
    expect((await ask(person.email.toUpperCase())).json).toMatchObject({ status: 422, code: 'same_address', field: '/email' });
    expect(await gateway.query('SELECT FROM gateway_ingress.email_changes')).toEqual([]);
  });

  it('S17: tells nobody whether an address is somebody’s: one answer, and no mail to them', async () => {
    const [strange, known] = [await ask(newAddress()), await ask(gateway.owner.email)];
    expect([known.status, known.text]).toEqual([strange.status, strange.text]);
    await nothingDue();
    expect(mails('email_change').map(({ email }) => email)).not.toContain(gateway.owner.email);
    expect(mails('email_change_notice').map(({ email }) => email)).toEqual([person.email, person.email]);
  });

  it('is refused where somebody else took the address meanwhile', async () => {
    const email = newAddress();
    await ask(email);
    const links = await tokens();
    await gateway.query(
      `UPDATE gateway_ingress.users SET email = '${email}' WHERE email = '${(await memberOf(gateway, 'support')).email}'`,
    );
    expect((await confirm(links.confirm)).json).toMatchObject({ status: 409, code: 'address_taken' });
    expect((await person.look()).json.user.email).toBe(person.email);
  });

  it('S17: is good once, for a day, and the newest alone', async () => {
    await ask(newAddress());
    const first = await tokens();
    await ask(newAddress());
    const second = await tokens();
    for (const token of [first.confirm, first.stop, second.stop, 'a'.repeat(43), 'short'])
      expect((await confirm(token)).status).toBe(404);
    const answers = await Promise.all([confirm(second.confirm), confirm(second.confirm)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 404]);
    const late = await memberOf(gateway, 'support');
    await ask(newAddress(), {}, late);
    const third = await tokens();
    await gateway.query('UPDATE gateway_ingress.email_changes SET ends_at = now()');
    expect((await confirm(third.confirm)).status).toBe(404);
  });

  it('is stopped by who has the old address, before it takes effect: all sessions end, and its link is void', async () => {
    await ask(newAddress());
    const links = await tokens();
    expect((await stop(links.confirm)).status).toBe(404);
    expect((await stop(links.stop)).status).toBe(204);
    expect((await person.look()).status).toBe(401);
    expect([(await confirm(links.confirm)).status, (await stop(links.stop)).status]).toEqual([404, 404]);
    expect(await signIn(person.email)).toBe(200);
  });

  it('is put back by who has the old address once it took effect, whatever was asked for since', async () => {
    const [email, further] = [newAddress(), newAddress()];
    await ask(email);
    const first = await tokens();
    await confirm(first.confirm);
    await ask(further);
    const second = await tokens();
    await confirm(second.confirm);
    expect(await signIn(further)).toBe(200);
    expect((await stop(first.stop)).status).toBe(204);
    expect([await signIn(person.email), await signIn(email), await signIn(further)]).toEqual([200, 401, 401]);
    expect([(await stop(second.stop)).status, (await person.look()).status]).toEqual([404, 401]);
    await nothingDue();
    expect(mails('security_notice').at(-1)).toMatchObject({ email: person.email, change: 'email_change_stopped' });
    expect((await changes(person.email)).at(-1)).toBe('email_change_stopped');
  });

  it('S17: is put back by who had the account first, though a change that was asked for since was stopped before', async () => {
    const email = newAddress();
    await ask(email);
    const first = await tokens();
    await confirm(first.confirm);
    await ask(newAddress());
    const second = await tokens();
    expect((await stop(second.stop)).status).toBe(204);
    expect(await signIn(email)).toBe(200);
    expect((await stop(first.stop)).status).toBe(204);
    expect([await signIn(person.email), await signIn(email)]).toEqual([200, 401]);
  });

  it('is stopped no more after three days', async () => {
    const email = newAddress();
    await ask(email);
    const links = await tokens();
    await confirm(links.confirm);
    await gateway.query('UPDATE gateway_ingress.email_changes SET stop_ends_at = now()');
    expect((await stop(links.stop)).status).toBe(404);
    expect(await signIn(email)).toBe(200);
  });

  it('ends the links for a new password that lie in the old mailbox', async () => {
    await nobody().send('POST', 'password-resets', { body: { email: person.email } });
    await nothingDue();
    const reset = mails('password_reset')[0]?.link.split('/').at(-1);
    await ask(newAddress());
    await confirm((await tokens()).confirm);
    const body = { password: 'another password of mine' };
    expect((await nobody().send('PUT', `password-resets/${reset}`, { body })).status).toBe(404);
  });

  it('S17: is nothing any more once the password is another one, changed or chosen by mail', async () => {
    await ask(newAddress());
    const first = await tokens();
    const newPassword = 'another password of mine';
    const body = { currentPassword: gateway.owner.password, newPassword };
    expect((await person.send('PUT', 'user/password', { body })).status).toBe(204);
    expect([(await confirm(first.confirm)).status, (await stop(first.stop)).status]).toEqual([404, 404]);
    await ask(newAddress(), { password: newPassword });
    const second = await tokens();
    await nobody().send('POST', 'password-resets', { body: { email: person.email } });
    await nothingDue();
    const reset = mails('password_reset')[0]?.link.split('/').at(-1);
    expect((await nobody().send('PUT', `password-resets/${reset}`, { body: { password: 'a third password' } })).status).toBe(204);
    expect((await confirm(second.confirm)).status).toBe(404);
    expect((await nobody().signIn({ email: person.email, password: 'a third password' })).status).toBe(200);
  });

  it('S17: is put back by who has the old address, though the password was changed since', async () => {
    const email = newAddress();
    await ask(email);
    const links = await tokens();
    await confirm(links.confirm);
    const body = { currentPassword: gateway.owner.password, newPassword: 'a password of the thief' };
    expect((await person.send('PUT', 'user/password', { body })).status).toBe(204);
    expect((await stop(links.stop)).status).toBe(204);
  });

  it('S17: is asked for five times an hour by an account, and for an address', async () => {
    for (let round = 0; round < 5; round += 1) expect((await ask(newAddress())).status).toBe(202);
    expect((await ask(newAddress())).json).toMatchObject({ status: 429, code: 'too_many_attempts' });
    const email = newAddress();
    const people = [];
    for (let round = 0; round < 6; round += 1) people.push(await memberOf(gateway, 'support'));
    const answers = [];
    for (const one of people) answers.push((await ask(email, {}, one)).status);
    expect(answers).toEqual([202, 202, 202, 202, 202, 429]);
  });

  it('goes out again after a crash, with new links; of these the hashes alone are kept', async () => {
    await ask(newAddress());
    const first = await tokens();
    await gateway.query(
      "INSERT INTO gateway_ingress.due_work (kind, key, due_at, payload) SELECT 'email-change', id, now(), 'null' FROM gateway_ingress.email_changes",
    );
    const second = await tokens();
    const kept = JSON.stringify(await gateway.query('SELECT * FROM gateway_ingress.email_changes'));
    for (const token of [...Object.values(first), ...Object.values(second)]) expect(kept).not.toContain(token);
    expect([(await confirm(first.confirm)).status, (await confirm(second.confirm)).status]).toEqual([404, 204]);
  });
});
