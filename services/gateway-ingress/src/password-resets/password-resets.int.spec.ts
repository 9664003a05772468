import { eventually } from '@tollgate/testing';
import { TestGateway } from '../testing/gateway.js';
import { memberOf, TestPerson } from '../testing/person.js';

const chosen = 'another password of mine';

describe('a new password by mail', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await TestGateway.start();
  });
  afterAll(() => gateway.stop());
  beforeEach(async () => {
    for (const table of ['attempts', 'password_resets', 'due_work']) await gateway.query(`DELETE FROM gateway_ingress.${table}`);
    await gateway.query(`DELETE FROM gateway_ingress.users WHERE email <> '${gateway.owner.email}'`);
    gateway.neighbors.operatorMails.length = 0;
  });

  const nobody = () => new TestPerson(gateway);
  const ask = (email: string) => nobody().send('POST', 'password-resets', { body: { email } });
  const reset = (token: string, password = chosen) => nobody().send('PUT', `password-resets/${token}`, { body: { password } });
  const mails = (kind: string) => gateway.neighbors.operatorMails.filter((mail) => mail.kind === kind);
  const tokenOf = async (count = 1): Promise<string> => {
    const mail = await eventually('the mail', async () => mails('password_reset')[count - 1]);
    return mail.link.split('/').at(-1) ?? '';
  };
  const nothingDue = () =>
    eventually(
      'nothing is due',
      async () => (await gateway.query('SELECT 1 FROM gateway_ingress.due_work')).length === 0 || undefined,
    );

  it('is chosen with the link of the mail; all sessions end, and the owner is told', async () => {
    const person = await memberOf(gateway, 'support');
    expect((await ask(person.email.toUpperCase())).status).toBe(202);
    const token = await tokenOf();
    expect(mails('password_reset')).toMatchObject([{ email: person.email, language: 'en' }]);
    expect((await reset(token)).status).toBe(204);
    expect((await person.look()).status).toBe(401);
    expect((await nobody().signIn({ email: person.email, password: gateway.owner.password })).status).toBe(401);
    expect((await nobody().signIn({ email: person.email, password: chosen })).status).toBe(200);
    const notice = await eventually('the notice', async () => mails('security_notice')[0]);
    expect(notice).toMatchObject({
      email: person.email,
      change: 'password_reset',
      link: 'https://localhost:7443/central/account',
    });
  });

  it('S17: tells nobody whether there is an account: one answer, and no mail to a stranger', async () => {
    const [known, strange] = [await ask(gateway.owner.email), await ask('nobody@demo.example')];
    expect([known.status, known.text]).toEqual([strange.status, strange.text]);
    await tokenOf();
    await nothingDue();
    expect(gateway.neighbors.operatorMails.map(({ email }) => email)).toEqual([gateway.owner.email]);
  });

  it('S17: takes as long to ask for a stranger’s as for one’s own', async () => {
    const times: Record<string, number[]> = { [gateway.owner.email]: [], 'nobody@demo.example': [] };
    for (let round = 0; round < 25; round += 1) {
      for (const [email, took] of Object.entries(times)) {
        await gateway.query('DELETE FROM gateway_ingress.attempts');
        await nothingDue();
        const beganMs = performance.now();
        await ask(email);
        took.push(performance.now() - beganMs);
      }
    }
    const [known = 0, strange = 0] = Object.values(times).map((took) => took.sort((a, b) => a - b)[12]);
    expect(strange / known).toBeGreaterThan(0.5);
    expect(strange / known).toBeLessThan(2);
  });

  it('S17: is good once, for an hour, and ends with any other that was used', async () => {
    await ask(gateway.owner.email);
    const first = await tokenOf();
    await nothingDue();
    await ask(gateway.owner.email);
    const second = await tokenOf(2);
    const answers = await Promise.all([reset(first, gateway.owner.password), reset(first, gateway.owner.password)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 404]);
    for (const token of [first, second, 'a'.repeat(43), 'short']) expect((await reset(token)).status).toBe(404);
    await ask(gateway.owner.email);
    const third = await tokenOf(3);
    await gateway.query('UPDATE gateway_ingress.password_resets SET ends_at = now()');
    expect((await reset(third)).status).toBe(404);
  });

  it('S17: a password that will not do is refused, and the link stays', async () => {
    await ask(gateway.owner.email);
    const token = await tokenOf();
    for (const [password, code] of [
      ['short', 'too_short'],
      ['password12345', 'password_too_common'],
      ['owner@demo.example', 'password_too_common'],
    ])
      expect((await reset(token, password)).json.code).toBe(code);
    expect((await reset(token, gateway.owner.password)).status).toBe(204);
  });

  it('S17: sends five mails an hour to an account, and says nothing of those it does not send', async () => {
    for (let round = 0; round < 7; round += 1) {
      expect((await ask(gateway.owner.email)).status).toBe(202);
      await nothingDue();
    }
    expect(mails('password_reset')).toHaveLength(5);
  });

  it('opens an account that was locked by somebody who guessed', async () => {
    for (let attempt = 0; attempt < 10; attempt += 1) await nobody().signIn({ ...gateway.owner, password: 'not the password' });
    expect((await nobody().signIn()).status).toBe(429);
    await ask(gateway.owner.email);
    await reset(await tokenOf(), gateway.owner.password);
    expect((await nobody().signIn()).status).toBe(200);
  });

  it('S14: keeps of the link its hash, and of the address that asked nothing that can be read', async () => {
    gateway.natsProxy.freeze();
    try {
      await ask('somebody@demo.example');
      await ask(gateway.owner.email);
      const owed = JSON.stringify(await gateway.query('SELECT * FROM gateway_ingress.due_work'));
      expect(owed).toContain('password-reset');
      expect(owed).not.toContain('demo.example');
    } finally {
      await gateway.natsProxy.pass();
    }
    const token = await tokenOf();
    expect(JSON.stringify(await gateway.query('SELECT * FROM gateway_ingress.password_resets'))).not.toContain(token);
  });
});
