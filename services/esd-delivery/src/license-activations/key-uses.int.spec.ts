import { randomUUID } from 'node:crypto';
import {
  LicenseKeyActivationsRequestSchema,
  LicenseKeyActivationsResponseSchema,
  LicenseKeyUseRequestSchema,
  LicenseKeyUseResponseSchema,
  requests,
} from '@tollgate/contracts';
import { Requests } from '@tollgate/messaging';
import { eventually } from '@tollgate/testing';
import { KeyShop } from '../testing/key-shop.js';
import { merchant, type Replica, TestStack } from '../testing/test-stack.js';

describe('the activations of a license key', () => {
  let stage: TestStack;
  let replica: Replica;
  let shop: KeyShop;
  beforeAll(async () => {
    stage = await TestStack.open();
    replica = await stage.startReplica();
    shop = new KeyShop(stage);
    await shop.sell('APP', { kind: 'pool' });
    await shop.add('APP', ['A-0', 'A-1', 'A-2', 'A-3', 'A-4', 'A-5']);
  });
  afterAll(() => stage?.close());

  const ask = (subject: string, key: string, device = '', mode = 'test') => {
    const deviceName = device === '' ? '' : shop.secrets.deviceNameOf(merchant, device);
    const wish = { merchant, mode, keyName: shop.secrets.nameOf(merchant, key), deviceName };
    return new Requests(stage.bus).request(subject, LicenseKeyUseRequestSchema, LicenseKeyUseResponseSchema, wish);
  };
  const activate = (key: string, device: string) => ask(requests.activateLicenseKey, key, device);
  const sold = async () => {
    const placed = await shop.place('APP');
    await shop.pay(placed);
    const [key = ''] = await shop.keysOf(placed.order);
    return { ...placed, key };
  };

  it('are as many as were sold with it; the same device counts once, and one that is given up makes room', async () => {
    const { key, order } = await sold();
    expect(await activate(key, 'one')).toMatchObject({ isNew: true, activated: 1, activations: 2, sku: 'APP', order });
    expect(await activate(key, 'one')).toMatchObject({ isNew: false, activated: 1 });
    expect(await activate(key, 'two')).toMatchObject({ isNew: true, activated: 2 });
    await expect(activate(key, 'three')).rejects.toMatchObject({ code: 'activation_limit' });
    expect(await ask(requests.deactivateLicenseKey, key, 'one')).toMatchObject({ activated: 1, isActivated: false });
    expect(await ask(requests.deactivateLicenseKey, key, 'one')).toMatchObject({ activated: 1 });
    expect(await activate(key, 'three')).toMatchObject({ isNew: true, activated: 2 });
  });

  it('are listed by device, the newest first, and ended one by one by whoever sold the key', async () => {
    const { key } = await sold();
    for (const device of ['one', 'two']) await activate(key, device);
    const [row] = await stage.sql<{ id: string }>(
      replica.service,
      `SELECT id FROM license_keys WHERE name = '${shop.secrets.nameOf(merchant, key)}'`,
    );
    const keyId = row?.id ?? '';
    const schemas = [LicenseKeyActivationsRequestSchema, LicenseKeyActivationsResponseSchema] as const;
    const list = (subject: string, more: { mode?: string; keyId?: string; deviceName?: string } = {}) =>
      new Requests(stage.bus).request(subject, ...schemas, { merchant, mode: 'test', keyId, ...more });
    const devices = ['two', 'one'].map((device) => shop.secrets.deviceNameOf(merchant, device));
    const listed = await list(requests.listActivations);
    expect(listed.activations.map(({ deviceName }) => deviceName)).toEqual(devices);
    expect(listed.key).toMatchObject({ activated: 2, state: 'issued' });
    expect((await shop.state('APP')).activated).toBeGreaterThanOrEqual(2);
    for (const _ of [1, 2])
      expect((await list(requests.endActivation, { deviceName: devices[0] ?? '' })).activations).toMatchObject([
        { deviceName: devices[1] },
      ]);
    expect(await activate(key, 'three')).toMatchObject({ isNew: true, activated: 2 });
    await expect(list(requests.listActivations, { mode: 'live' })).rejects.toMatchObject({ code: 'not_found' });
    await expect(list(requests.listActivations, { keyId: randomUUID() })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('are no more than that however many devices ask at once', async () => {
    const { key } = await sold();
    const asked = Array.from({ length: 12 }, (_, index) => activate(key, `device ${index}`));
    const done = (await Promise.allSettled(asked)).filter(({ status }) => status === 'fulfilled');
    expect(done).toHaveLength(2);
    expect(await ask(requests.checkLicenseKey, key)).toMatchObject({ activated: 2, state: 'issued' });
  });

  it('end with a refund, which the key says', async () => {
    const { key, order } = await sold();
    await activate(key, 'one');
    await stage.refund(order);
    const check = () => ask(requests.checkLicenseKey, key, 'one');
    await eventually('it is revoked', async () => (await check()).state === 'revoked' || undefined);
    await expect(activate(key, 'two')).rejects.toMatchObject({ code: 'license_key_revoked' });
    expect(await ask(requests.deactivateLicenseKey, key, 'one')).toMatchObject({ activated: 0, state: 'revoked' });
  });

  it('are there for a key that its order paid again, though whoever took it again died before the stock was told', async () => {
    const { key } = await sold();
    const name = shop.secrets.nameOf(merchant, key);
    await eventually('it is issued', async () => (await ask(requests.checkLicenseKey, key)).state === 'issued' || undefined);
    await stage.sql(replica.service, `UPDATE license_keys SET state = 'revoked', look_at = NULL WHERE name = '${name}'`);
    expect(await activate(key, 'one')).toMatchObject({ isNew: true, activated: 1 });
  });

  it('are of no key that is unknown, of the other mode, not sold yet, or only kept for an order', async () => {
    const unknown = { code: 'unknown_license_key' };
    await expect(activate('A-9', 'one')).rejects.toMatchObject(unknown);
    await expect(ask(requests.checkLicenseKey, 'A-1', '', 'live')).rejects.toMatchObject(unknown);
    await expect(activate('A-5', 'one')).rejects.toMatchObject(unknown);
    await shop.place('APP');
    await expect(activate('A-5', 'one')).rejects.toMatchObject(unknown);
    await expect(ask(requests.checkLicenseKey, 'A-5')).rejects.toMatchObject(unknown);
  });
});
