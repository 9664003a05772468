import { generate } from 'otplib';
import { TestGateway } from '../testing/gateway.js';
import { memberOf, TestPerson } from '../testing/person.js';
import { SoftwareAuthenticator } from '../testing/software-authenticator.js';

describe('S17: what cannot be taken back wants all that somebody signs in with', () => {
  let gateway: TestGateway;
  let person: Awaited<ReturnType<typeof memberOf>>;
  beforeAll(async () => {
    gateway = await TestGateway.start();
  });
  afterAll(() => gateway.stop());
  beforeEach(async () => {
    await gateway.query('DELETE FROM gateway_ingress.attempts');
    person = await memberOf(gateway, 'support');
  });

  const password = () => gateway.owner.password;
  /** Asks for a change of the e-mail address, which does nothing by itself. */
  const ask = async (shown: object) => {
    const body = { email: `to.${Math.random().toString(36).slice(2)}@demo.example`, password: password(), ...shown };
    const { status, json } = await person.send('PUT', 'user/email', { body });
    return [status, json?.code, json?.field];
  };
  const codeOf = (secret: string, steps = 0) => generate({ secret, epoch: Math.floor(Date.now() / 1_000) + steps * 30 });
  const withTotp = async () => {
    const { json } = await person.send('POST', 'user/second-factors/totp', { body: { password: password() } });
    const added = await person.send('PUT', 'user/second-factors/totp', { body: { code: await codeOf(json.secret, -1) } });
    await person.look();
    return { secret: json.secret as string, recoveryCodes: added.json.recoveryCodes as readonly string[] };
  };
  const withPasskey = async (who: TestPerson) => {
    const device = new SoftwareAuthenticator('https://localhost:7443', 'localhost');
    const options = await who.send('POST', 'user/second-factors/passkeys/options', { body: { password: password() } });
    const body = { name: 'My telephone', response: device.create(options.json) };
    expect((await who.send('POST', 'user/second-factors/passkeys', { body })).status).toBe(201);
    await who.look();
    return device;
  };
  const assertionOf = async (device: SoftwareAuthenticator) =>
    device.get((await person.send('POST', 'session/passkey/options', { body: {} })).json);

  it('the password alone where there is no factor', async () => {
    expect(await ask({})).toEqual([202, undefined, undefined]);
    expect(await ask({ password: 'wrong' })).toEqual([422, 'wrong_password', '/password']);
  });

  it('a code of the authenticator app beside it, once', async () => {
    const { secret } = await withTotp();
    expect(await ask({})).toEqual([422, 'second_factor_missing', undefined]);
    expect(await ask({ totp: '000000' })).toEqual([422, 'wrong_code', '/totp']);
    const totp = await codeOf(secret);
    expect((await ask({ totp }))[0]).toBe(202);
    expect(await ask({ totp })).toEqual([422, 'wrong_code', '/totp']);
  });

  it('or a recovery code, once', async () => {
    const { recoveryCodes } = await withTotp();
    const [recoveryCode] = recoveryCodes;
    expect((await ask({ recoveryCode }))[0]).toBe(202);
    expect(await ask({ recoveryCode })).toEqual([422, 'wrong_code', '/recoveryCode']);
  });

  it('or a passkey, of their own', async () => {
    const device = await withPasskey(person);
    expect(await ask({})).toEqual([422, 'second_factor_missing', undefined]);
    const strange = await withPasskey(await memberOf(gateway, 'support'));
    expect(await ask({ passkey: await assertionOf(strange) })).toEqual([422, 'wrong_code', '/passkey']);
    const passkey = await assertionOf(device);
    expect((await ask({ passkey }))[0]).toBe(202);
    expect(await ask({ passkey })).toEqual([422, 'wrong_code', '/passkey']);
  });

  it('lets nobody guess codes, though they know the password', async () => {
    const { secret } = await withTotp();
    for (let attempt = 0; attempt < 10; attempt += 1) expect((await ask({ totp: '000000' }))[0]).toBe(422);
    expect((await ask({ totp: await codeOf(secret) }))[1]).toBe('too_many_attempts');
  });
});
