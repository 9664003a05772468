import { generate } from 'otplib';
import { TestGateway } from '../testing/gateway.js';
import { memberOf, TestPerson } from '../testing/person.js';
import { SoftwareAuthenticator } from '../testing/software-authenticator.js';

describe('S17: whoever stole a password changes no second factor', () => {
  let gateway: TestGateway;
  let person: Awaited<ReturnType<typeof memberOf>>;
  beforeAll(async () => {
    gateway = await TestGateway.start();
  });
  afterAll(() => gateway.stop());
  beforeEach(async () => {
    await gateway.query('DELETE FROM gateway_ingress.attempts');
    person = await memberOf(gateway, 'support');
    await gateway.query('UPDATE gateway_ingress.sessions SET has_second_factor = false');
  });

  const own = 'user/second-factors';
  const confirmation = () => ({ password: gateway.owner.password });
  const answerOf = async (asked: Promise<{ status: number; json: { code: string } }>) => {
    const { status, json } = await asked;
    return [status, json?.code];
  };
  const addTotp = async (who: TestPerson) => {
    const { json } = await who.send('POST', `${own}/totp`, { body: confirmation() });
    const code = await generate({ secret: json.secret, epoch: Math.floor(Date.now() / 1_000) });
    expect((await who.send('PUT', `${own}/totp`, { body: { code } })).status).toBe(200);
    await who.look();
  };
  const signedIn = async (): Promise<TestPerson> => {
    const another = new TestPerson(gateway);
    await another.signIn({ email: person.email, password: gateway.owner.password });
    return another;
  };
  /** What no sign-in makes any more: a session that is open and has shown no factor, of somebody who has one. */
  const withoutFactor = async (): Promise<TestPerson> => {
    const another = await signedIn();
    await gateway.query('UPDATE gateway_ingress.sessions SET is_pending = false WHERE is_pending');
    await another.look();
    return another;
  };

  it('the first factor ends all other sessions, and the one that added it stays, under another cookie', async () => {
    const thief = await signedIn();
    expect((await thief.look()).status).toBe(200);
    await addTotp(person);
    expect([(await person.look()).status, (await thief.look()).status]).toEqual([200, 401]);
  });

  it('a further factor ends no session: all of them have shown one', async () => {
    await addTotp(person);
    const other = await withoutFactor();
    await gateway.query('UPDATE gateway_ingress.sessions SET has_second_factor = true');
    const options = await person.send('POST', `${own}/passkeys/options`, { body: confirmation() });
    const device = new SoftwareAuthenticator('https://localhost:7443', 'localhost');
    const body = { name: 'My telephone', response: device.create(options.json) };
    expect((await person.send('POST', `${own}/passkeys`, { body })).status).toBe(201);
    expect((await other.look()).status).toBe(200);
  });

  it('with a factor, a session that has not shown it is refused, whatever password it has', async () => {
    await addTotp(person);
    const thief = await withoutFactor();
    for (const [method, path, body] of [
      ['POST', 'totp', confirmation()],
      ['PUT', 'totp', { code: '123456' }],
      ['DELETE', 'totp', confirmation()],
      ['POST', 'recovery-codes', confirmation()],
      ['POST', 'passkeys/options', confirmation()],
      ['DELETE', 'passkeys/x', confirmation()],
    ] as const)
      expect([path, ...(await answerOf(thief.send(method, `${own}/${path}`, { body })))]).toEqual([
        path,
        403,
        'second_factor_required',
      ]);
    expect((await person.send('GET', own)).json).toEqual({ hasTotp: true, recoveryCodes: 10, passkeys: [] });
  });

  it('a passkey that was begun before there was a factor is not added after', async () => {
    const thief = await signedIn();
    const options = await thief.send('POST', `${own}/passkeys/options`, { body: confirmation() });
    await addTotp(person);
    const device = new SoftwareAuthenticator('https://localhost:7443', 'localhost');
    const body = { name: 'Mine', response: device.create(options.json) };
    const again = await withoutFactor();
    expect(await answerOf(again.send('POST', `${own}/passkeys`, { body }))).toEqual([403, 'second_factor_required']);
    expect((await person.send('GET', own)).json.passkeys).toEqual([]);
  });
});
