import { newSigningKey, publicKeyText, signingKeyFrom, signKey, verifySignedKey } from './signed-key.js';

const key = signingKeyFrom(newSigningKey());
const claims = {
  sku: 'APP-1',
  order: '01890a5d-ac96-774b-bcce-b302099a8057',
  line: 1,
  piece: 2,
  issuedAt: '2026-11-27T12:00:00.000Z',
};
const text = signKey(key, claims);

describe('a signed license key', () => {
  it('tells offline what it was issued for', () => {
    expect(verifySignedKey(publicKeyText(key), text)).toEqual(claims);
    expect(verifySignedKey(publicKeyText(key), ` ${text}\n`)).toEqual(claims);
  });

  it('is none for another public key, nor once a single character was changed', () => {
    expect(verifySignedKey(publicKeyText(signingKeyFrom(newSigningKey())), text)).toBeUndefined();
    const changed = [...text].map((sign, at) => `${text.slice(0, at)}${sign === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`);
    expect(changed.filter((one) => verifySignedKey(publicKeyText(key), one) !== undefined)).toEqual([]);
  });

  it.each(['', 'TGL1', 'TGL1..', `${text}.x`, text.slice(0, -1), 'x'.repeat(2_000)])('is not %j', (other) =>
    expect(verifySignedKey(publicKeyText(key), other)).toBeUndefined(),
  );

  it('is verified by no public key that is none', () => {
    expect(verifySignedKey('', text)).toBeUndefined();
  });
});
