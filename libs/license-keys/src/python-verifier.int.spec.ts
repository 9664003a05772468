import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { newSigningKey, publicKeyText, signingKeyFrom, signKey } from './signed-key.js';

const program = join(import.meta.dirname, '../../../deploy/tools/license-keys/verify_license_key.py');
const isThere = spawnSync('python3', ['-c', 'import cryptography']).status === 0;
const verify = (publicKey: string, key: string) => {
  const { status, stdout } = spawnSync('python3', [program, publicKey, key], { encoding: 'utf8' });
  return status === 0 ? JSON.parse(stdout) : status;
};

const notTried = () => it('was not tried: this machine has no Python with `cryptography`', () => expect(isThere).toBe(false));
const whenThere = isThere ? describe : (_name: string, _tests: () => void) => describe('the verifier in Python', notTried);

whenThere('the verifier in Python', () => {
  const key = signingKeyFrom(newSigningKey());
  const order = '01890a5d-ac96-774b-bcce-b302099a8057';
  const text = signKey(key, { sku: 'APP-1', order, line: 1, piece: 0, issuedAt: '2026-11-27T12:00:00.000Z' });

  it('reads the same of a key', () =>
    expect(verify(publicKeyText(key), text)).toEqual({ s: 'APP-1', o: order, l: 1, p: 0, t: 1795780800 }));

  it('says how it is called to whom calls it otherwise', () => {
    const { status, stderr } = spawnSync('python3', [program], { encoding: 'utf8' });
    expect([status, stderr.trim()]).toEqual([2, 'usage: python3 verify_license_key.py <public key> <license key>']);
  });

  it('takes none that was changed, or signed with another key', () => {
    expect(verify(publicKeyText(signingKeyFrom(newSigningKey())), text)).toBe(1);
    expect(verify(publicKeyText(key), text.replace('TGL1.', 'TGL2.'))).toBe(1);
    expect(
      verify(
        publicKeyText(key),
        text.replace(/.(?=.{40}$)/, (one) => (one === 'A' ? 'B' : 'A')),
      ),
    ).toBe(1);
    expect(verify('', text)).toBe(1);
    expect(verify(publicKeyText(key), 'no key')).toBe(1);
  });
});
