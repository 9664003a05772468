import { eventually } from '@tollgate/testing';
import { generate } from 'otplib';
import { TestGateway } from '../testing/gateway.js';
import { TestPerson } from '../testing/person.js';
import { SoftwareAuthenticator } from '../testing/software-authenticator.js';

describe('second factors', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await TestGateway.start();
  });
  afterAll(() => gateway.stop());
  beforeEach(async () => {
    for (const table of ['attempts', 'sessions', 'totp_secrets', 'recovery_codes', 'passkeys', 'passkey_challenges'])
      await gateway.query(`DELETE FROM gateway_ingress.${table}`);
  });

  const confirmation = () => ({ password: gateway.owner.password });
  const signedIn = async (): Promise<TestPerson> => {
    const person = new TestPerson(gateway);
    await person.signIn();
    return person;
  };
  /** Of now, or some half minutes off. */
  const codeOf = (secret: string, steps = 0): Promise<string> =>
    generate({ secret, epoch: Math.floor(Date.now() / 1_000) + steps * 30 });
  const answerOf = async (asked: Promise<{ status: number; json: { code: string } }>) => {
    const { status, json } = await asked;
    return [status, json?.code];
  };
  /** Somebody with an authenticator app; the code they showed is of half a minute ago. */
  const withTotp = async () => {
    const person = await signedIn();
    const { json } = await person.send('POST', 'user/second-factors/totp', { body: confirmation() });
    const { secret } = json as { secret: string };
    const confirmed = await person.send('PUT', 'user/second-factors/totp', { body: { code: await codeOf(secret, -1) } });
    expect(confirmed.status).toBe(200);
    await person.look();
    return { person, secret, uri: json.uri as string, recoveryCodes: confirmed.json.recoveryCodes as readonly string[] };
  };
  /** By the link of a mail: the same again. */
  const resetPassword = async (): Promise<void> => {
    const nobody = new TestPerson(gateway);
    gateway.neighbors.operatorMails.length = 0;
    await nobody.send('POST', 'password-resets', { body: { email: gateway.owner.email } });
    const mail = await eventually('the mail', async () =>
      gateway.neighbors.operatorMails.find(({ kind }) => kind === 'password_reset'),
    );
    const path = `password-resets/${mail.link.split('/').at(-1)}`;
    expect((await nobody.send('PUT', path, { body: confirmation() })).status).toBe(204);
  };
  const show = (person: TestPerson, body: object) => person.send('POST', 'session/second-factor', { body });
  const half = async (): Promise<TestPerson> => {
    const person = new TestPerson(gateway);
    expect((await person.signIn()).json.step).toBe('second_factor');
    return person;
  };
  const newDevice = () => new SoftwareAuthenticator('https://localhost:7443', 'localhost');
  const addPasskey = async (person: TestPerson, device = newDevice()) => {
    const options = await person.send('POST', 'user/second-factors/passkeys/options', { body: confirmation() });
    const body = { name: 'My telephone', response: device.create(options.json) };
    return { device, body, added: await person.send('POST', 'user/second-factors/passkeys', { body }) };
  };
  const withPasskey = async (device: SoftwareAuthenticator, person = new TestPerson(gateway)) => {
    const { json } = await person.send('POST', 'session/passkey/options', { body: {} });
    const body = { response: device.get(json) };
    return { person, body, answer: await person.send('POST', 'session/passkey', { body }) };
  };
  const store = (mode: string) => `stores/mer_demo/${mode}/orders/ord_1`;

  it('S17: without one a session reaches test mode alone, with one both', async () => {
    const person = await signedIn();
    expect(await answerOf(person.send('GET', store('test')))).toEqual([404, 'not_found']);
    expect(await answerOf(person.send('GET', store('live')))).toEqual([403, 'second_factor_required']);
    const { person: strong } = await withTotp();
    expect((await strong.look()).json.user.hasSecondFactor).toBe(true);
    expect(await answerOf(strong.send('GET', store('live')))).toEqual([404, 'not_found']);
  });

  it('S17: a new factor gives the session another cookie, and the old one is worth nothing', async () => {
    const before = await signedIn();
    const { cookie, csrfToken } = before;
    const { json } = await before.send('POST', 'user/second-factors/totp', { body: confirmation() });
    await before.send('PUT', 'user/second-factors/totp', { body: { code: await codeOf(json.secret) } });
    expect(before.cookie).not.toBe(cookie);
    const stale = new TestPerson(gateway);
    Object.assign(stale, { cookie, csrfToken });
    expect((await stale.look()).status).toBe(401);
  });

  it('S17: an authenticator app opens the session that the password began, under another cookie', async () => {
    const { secret, uri } = await withTotp();
    expect(uri).toMatch(/^otpauth:\/\/totp\/Tollgate%20Central:owner%40demo\.example\?/);
    const person = new TestPerson(gateway);
    expect((await person.signIn()).json).toEqual({ step: 'second_factor', methods: ['totp', 'recovery_code'] });
    const pending = person.cookie;
    expect((await person.look()).status).toBe(401);
    expect((await show(person, { totp: await codeOf(secret) })).json).toEqual({ step: 'done' });
    expect(person.cookie).not.toBe(pending);
    expect((await person.look()).json.user.hasSecondFactor).toBe(true);
  });

  it('S17: takes a code of the app once, from one person of two at the same moment, and no older one after it', async () => {
    const { secret } = await withTotp();
    const totp = await codeOf(secret);
    const people = [await half(), await half(), await half()];
    const answers = await Promise.all(people.map((person) => show(person, { totp })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422, 422]);
    expect(await answerOf(show(await half(), { totp: await codeOf(secret, -1) }))).toEqual([422, 'wrong_code']);
  });

  it.each(['000000', '12345', 'abcdef', ''])('S17: takes no code like “%s”', async (totp) => {
    const { secret } = await withTotp();
    const wrong = totp === (await codeOf(secret)) ? '111111' : totp;
    expect((await show(await half(), { totp: wrong })).status).toBe(422);
  });

  it('S17: ten wrong codes lock the factor: neither the right password between them helps, nor a new one by mail', async () => {
    const { secret, recoveryCodes } = await withTotp();
    for (let attempt = 0; attempt < 10; attempt += 1) {
      if (attempt === 5) await resetPassword();
      expect((await show(await half(), { totp: '1' })).status).toBe(422);
    }
    await resetPassword();
    expect(await answerOf(show(await half(), { totp: await codeOf(secret) }))).toEqual([429, 'too_many_attempts']);
    expect(await answerOf(show(await half(), { recoveryCode: recoveryCodes[0] }))).toEqual([429, 'too_many_attempts']);
    await gateway.query("UPDATE gateway_ingress.attempts SET last_at = now() - interval '31 minutes'");
    expect((await show(await half(), { totp: await codeOf(secret) })).status).toBe(200);
  });

  it('S17: a password that was right ten minutes ago opens nothing any more', async () => {
    const { secret } = await withTotp();
    const person = await half();
    await gateway.query("UPDATE gateway_ingress.sessions SET created_at = now() - interval '10 minutes' WHERE is_pending");
    expect(await answerOf(show(person, { totp: await codeOf(secret) }))).toEqual([401, 'not_signed_in']);
    expect(await answerOf(show(new TestPerson(gateway), { totp: await codeOf(secret) }))).toEqual([401, 'not_signed_in']);
  });

  it('S17: gives ten recovery codes once; each opens one session, however it is typed', async () => {
    const { recoveryCodes } = await withTotp();
    expect(new Set(recoveryCodes).size).toBe(10);
    const [code = ''] = recoveryCodes;
    expect((await show(await half(), { recoveryCode: ` ${code.toLowerCase().replaceAll('-', ' ')} ` })).status).toBe(200);
    expect(await answerOf(show(await half(), { recoveryCode: code }))).toEqual([422, 'wrong_code']);
    const kept = JSON.stringify(await gateway.query('SELECT * FROM gateway_ingress.recovery_codes'));
    for (const one of recoveryCodes) expect(kept).not.toContain(one);
  });

  it('S17: new recovery codes make the older ones void', async () => {
    const { person, recoveryCodes } = await withTotp();
    const { json } = await person.send('POST', 'user/second-factors/recovery-codes', { body: confirmation() });
    expect(json.recoveryCodes).toHaveLength(10);
    expect((await show(await half(), { recoveryCode: recoveryCodes[1] })).status).toBe(422);
    expect((await show(await half(), { recoveryCode: json.recoveryCodes[0] })).status).toBe(200);
  });

  it('S17: keeps the secret of an app sealed', async () => {
    const { secret } = await withTotp();
    const [row] = await gateway.query<{ sealed: Buffer }>('SELECT sealed FROM gateway_ingress.totp_secrets');
    expect(row?.sealed.length).toBeGreaterThan(28);
    expect(row?.sealed.toString('latin1')).not.toContain(secret);
  });

  it('S17: changes nothing for a session without its password', async () => {
    const { person } = await withTotp();
    const body = { password: 'not the password' };
    for (const [method, path] of [
      ['POST', 'totp'],
      ['DELETE', 'totp'],
      ['POST', 'recovery-codes'],
      ['POST', 'passkeys/options'],
      ['DELETE', 'passkeys/x'],
    ] as const)
      expect([path, ...(await answerOf(person.send(method, `user/second-factors/${path}`, { body })))]).toEqual([
        path,
        422,
        'wrong_password',
      ]);
    expect((await person.send('GET', 'user/second-factors')).json).toEqual({ hasTotp: true, recoveryCodes: 10, passkeys: [] });
  });

  it('sets up one app at a time, and none whose code was never shown', async () => {
    const { person } = await withTotp();
    expect(await answerOf(person.send('POST', 'user/second-factors/totp', { body: confirmation() }))).toEqual([
      409,
      'totp_present',
    ]);
    await person.send('DELETE', 'user/second-factors/totp', { body: confirmation() });
    await person.send('POST', 'user/second-factors/totp', { body: confirmation() });
    expect(await answerOf(person.send('PUT', 'user/second-factors/totp', { body: { code: '1' } }))).toEqual([422, 'wrong_code']);
    expect((await signedIn()).csrfToken).not.toBe('');
  });

  it('S17: with the last factor go the recovery codes, and live mode', async () => {
    const { person } = await withTotp();
    expect((await person.send('DELETE', 'user/second-factors/totp', { body: confirmation() })).status).toBe(204);
    expect((await person.look()).json.user.hasSecondFactor).toBe(false);
    expect(await answerOf(person.send('GET', store('live')))).toEqual([403, 'second_factor_required']);
    expect((await person.send('GET', 'user/second-factors')).json).toEqual({ hasTotp: false, recoveryCodes: 0, passkeys: [] });
  });

  it('S17: a passkey alone signs in, as both factors', async () => {
    const { device, added } = await addPasskey(await signedIn());
    expect([added.status, added.json.recoveryCodes.length]).toEqual([201, 10]);
    const { person, answer } = await withPasskey(device);
    expect(answer.json).toEqual({ step: 'done' });
    expect((await person.look()).json.user).toMatchObject({ email: gateway.owner.email, hasSecondFactor: true });
    const { json } = await person.send('GET', 'user/second-factors');
    expect(json.passkeys).toMatchObject([{ name: 'My telephone', lastUsedAt: expect.stringMatching(/Z$/) }]);
  });

  it('S17: a passkey signs in also where others in the same network tried passwords too often', async () => {
    const { device } = await addPasskey(await signedIn());
    await new TestPerson(gateway).signIn({ email: 'nobody@demo.example', password: 'a wrong password' });
    await gateway.query('UPDATE gateway_ingress.attempts SET failures = 100');
    expect(await answerOf(new TestPerson(gateway).signIn())).toEqual([429, 'too_many_attempts_here']);
    expect((await withPasskey(device)).answer.json).toEqual({ step: 'done' });
    expect(await answerOf(new TestPerson(gateway).signIn())).toEqual([429, 'too_many_attempts_here']);
  });

  it('S17: a passkey is the second factor of whoever has one', async () => {
    const { device } = await addPasskey(await signedIn());
    const person = new TestPerson(gateway);
    expect((await person.signIn()).json).toEqual({ step: 'second_factor', methods: ['passkey', 'recovery_code'] });
    expect((await withPasskey(device, person)).answer.status).toBe(200);
    expect((await person.look()).status).toBe(200);
  });

  it('S17: takes an answer of a passkey once, and none to a challenge of its own making or of five minutes ago', async () => {
    const { device } = await addPasskey(await signedIn());
    const { body } = await withPasskey(device);
    const send = (response: object) => new TestPerson(gateway).send('POST', 'session/passkey', { body: { response } });
    expect(await answerOf(send(body.response))).toEqual([401, 'passkey_invalid']);
    expect(await answerOf(send(device.get({ challenge: 'c2VsZi1tYWRl' })))).toEqual([401, 'passkey_invalid']);
    const { json } = await new TestPerson(gateway).send('POST', 'session/passkey/options', { body: {} });
    await gateway.query('UPDATE gateway_ingress.passkey_challenges SET ends_at = now()');
    expect(await answerOf(send(device.get(json)))).toEqual([401, 'passkey_invalid']);
  });

  it('S17: takes no passkey of another site, of a device that did not ask its user, of a copy, or that is not known', async () => {
    const { device } = await addPasskey(await signedIn());
    const answers = async (change: Partial<SoftwareAuthenticator>) => {
      const other = Object.assign(Object.create(Object.getPrototypeOf(device)), device, change) as SoftwareAuthenticator;
      return answerOf((async () => (await withPasskey(other)).answer)());
    };
    expect(await answers({ origin: 'https://localhost.evil.example' } as never)).toEqual([401, 'passkey_invalid']);
    expect(await answers({ rpId: 'evil.example' } as never)).toEqual([401, 'passkey_invalid']);
    expect(await answers({ isUserVerified: false })).toEqual([401, 'passkey_invalid']);
    device.counter = 7;
    expect((await withPasskey(device)).answer.status).toBe(200);
    expect(await answers({ counter: 3 })).toEqual([401, 'passkey_invalid']);
    expect((await withPasskey(newDevice())).answer.status).toBe(401);
  });

  it('S17: adds no passkey that was made for somebody else’s challenge, and none twice', async () => {
    const person = await signedIn();
    const { body, device } = await addPasskey(person);
    await person.look();
    expect(await answerOf(person.send('POST', 'user/second-factors/passkeys', { body }))).toEqual([401, 'passkey_invalid']);
    expect(await answerOf((async () => (await addPasskey(person, device)).added)())).toEqual([409, 'passkey_known']);
    const { json } = await new TestPerson(gateway).send('POST', 'session/passkey/options', { body: {} });
    const foreign = { name: 'x', response: newDevice().create(json) };
    expect(await answerOf(person.send('POST', 'user/second-factors/passkeys', { body: foreign }))).toEqual([
      401,
      'passkey_invalid',
    ]);
  });

  it('takes a passkey away, and with the last one the recovery codes', async () => {
    const person = await signedIn();
    const { device } = await addPasskey(person);
    await person.look();
    const id = device.id.toString('base64url');
    expect((await person.send('DELETE', 'user/second-factors/passkeys/other', { body: confirmation() })).status).toBe(404);
    expect((await person.send('DELETE', `user/second-factors/passkeys/${id}`, { body: confirmation() })).status).toBe(204);
    expect((await withPasskey(device)).answer.status).toBe(401);
    expect((await person.send('GET', 'user/second-factors')).json).toEqual({ hasTotp: false, recoveryCodes: 0, passkeys: [] });
  });

  it('S21: records each change, and how somebody signed in, with who did it', async () => {
    await gateway.query('SELECT 1');
    const { person, secret, recoveryCodes } = await withTotp();
    await show(await half(), { totp: await codeOf(secret) });
    await show(await half(), { recoveryCode: recoveryCodes[3] });
    await person.send('DELETE', 'user/second-factors/totp', { body: confirmation() });
    const events = await gateway.query<{ data: { change?: string; method?: string }; actor: string; user: string }>(
      `SELECT data, header->'actor'->>'on' AS actor, data->>'user' AS "user" FROM order_log.events WHERE stream = 'access' ORDER BY position DESC LIMIT 5`,
    );
    expect(events.map(({ data }) => data.change ?? data.method).reverse()).toEqual([
      'password',
      'totp_added',
      'password_totp',
      'password_recovery_code',
      'totp_removed',
    ]);
    for (const { actor, user } of events) expect(actor).toBe(`usr_${user.replaceAll('-', '')}`);
    expect(JSON.stringify(events)).not.toContain(secret);
  });
});
