import { createSecretKey } from 'node:crypto';
import { freshBytes } from '@tollgate/crypto';
import { LicenseSecrets } from './license-secrets.js';

const linkKey = freshBytes(32);
const secrets = new LicenseSecrets(createSecretKey(linkKey));

describe('the secrets of license keys', () => {
  it('open what was sealed, in another process too, and under its own context alone', () => {
    const sealed = secrets.seal('AAAA-BBBB', 'order-1');
    expect(new LicenseSecrets(createSecretKey(linkKey)).open(sealed, 'order-1')).toBe('AAAA-BBBB');
    expect(() => secrets.open(sealed, 'order-2')).toThrow();
    expect(() => secrets.open('', 'order-1')).toThrow();
    expect(() => new LicenseSecrets(createSecretKey(freshBytes(32))).open(sealed, 'order-1')).toThrow();
  });

  it('name a key for its merchant, whatever blanks stand around it', () => {
    expect(secrets.nameOf('mer_1', ' AAAA\n')).toBe(secrets.nameOf('mer_1', 'AAAA'));
    expect(secrets.nameOf('mer_2', 'AAAA')).not.toBe(secrets.nameOf('mer_1', 'AAAA'));
    expect(secrets.deviceNameOf('mer_1', 'AAAA')).not.toBe(secrets.nameOf('mer_1', 'AAAA'));
  });
});
