import { createSecretKey } from 'node:crypto';
import { create, LicenseKeysStateSchema, LicenseKeyUseResponseSchema } from '@tollgate/contracts';
import { LicenseSecrets } from '@tollgate/license-keys';
import { describeKeys, describeKeyUse, keysFit, keysIn } from './describe-keys.js';

describe('the keys of a good, as the API tells them', () => {
  it('are counted, and what a kind does not have is null', () => {
    const counts = { left: 3, reserved: 1, issued: 5, revoked: 2, activated: 4, places: 10 };
    expect(describeKeys(create(LicenseKeysStateSchema, { kind: 'pool', lowMark: 10, ...counts }))).toEqual({
      kind: 'pool',
      pattern: null,
      activations: 0,
      lowMark: 10,
      ...counts,
      publicKey: null,
    });
    expect(describeKeys(create(LicenseKeysStateSchema, { kind: 'signed', publicKey: 'p' }))).toMatchObject({
      left: null,
      publicKey: 'p',
    });
  });

  it('are named with the order that has them', () => {
    const use = { sku: 'APP', order: '01890a5d-ac96-774b-bcce-b302099a8057', state: 'issued', activations: 2, activated: 1 };
    expect(describeKeyUse(create(LicenseKeyUseResponseSchema, use))).toEqual({
      sku: 'APP',
      order: 'ord_01890a5dac96774bbcceb302099a8057',
      status: 'issued',
      activations: 2,
      activated: 1,
      isActivated: false,
    });
  });

  it('come as a list, or as a text with one in each line', () => {
    expect(keysIn(['A', 'B'])).toEqual(['A', 'B']);
    expect(keysIn('A\r\nB\n')).toEqual(['A', 'B', '']);
  });

  it('are too many where the bus would not carry them, whatever they are written with, and never before', () => {
    const busBytes = 1_048_576;
    const secrets = new LicenseSecrets(createSecretKey(Buffer.alloc(32)));
    for (const key of ['K'.repeat(57), '鍵'.repeat(19), '🔑'.repeat(14), '"'.repeat(28), '\u0001'.repeat(9)]) {
      const most = Math.floor((600_000 - 2) / Buffer.byteLength(`${JSON.stringify(key)},`));
      const list = Array.from({ length: most }, () => key);
      expect([keysFit(list), keysFit([...list, key, key])]).toEqual([true, false]);
      expect(secrets.seal(JSON.stringify(list), 'mer_demo').length).toBeLessThan(busBytes - 10_000);
    }
  });
});
