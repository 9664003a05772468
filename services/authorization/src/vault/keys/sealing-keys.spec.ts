import { createSecretKey, randomBytes } from 'node:crypto';
import { newPrivateKey, publicKeyFrom, SealingSender } from '@tollgate/crypto';
import { SealingKeys, sealingKeyFrom, sealingKeyOf } from './sealing-keys.store.js';

const sealTo = ({ current }: SealingKeys, text: string): string =>
  new SealingSender(publicKeyFrom(Buffer.from(current.publicKey, 'base64'))).seal(Buffer.from(text), 'mer_demo');

describe('sealing keys', () => {
  it('open what was sealed to the one that is given out', () => {
    const keys = new SealingKeys([newPrivateKey()]);
    expect(keys.unseal(keys.current.id, sealTo(keys, 'a card'), 'mer_demo').toString()).toBe('a card');
  });

  it('S22: open what is still on its way to the one before', () => {
    const [old, current] = [newPrivateKey(), newPrivateKey()];
    const before = new SealingKeys([old]);
    const after = new SealingKeys([current, old]);
    expect(after.current.id).not.toBe(before.current.id);
    expect(after.unseal(before.current.id, sealTo(before, 'a card'), 'mer_demo').toString()).toBe('a card');
  });

  it('ask for another try when the key is one of long ago', () => {
    const [before, after] = [new SealingKeys([newPrivateKey()]), new SealingKeys([newPrivateKey()])];
    expect(() => after.unseal(before.current.id, sealTo(before, 'a card'), 'mer_demo')).toThrow(
      expect.objectContaining({ code: 'sealing_key_unknown' }),
    );
  });

  it("do not open one merchant's card as another's", () => {
    const keys = new SealingKeys([newPrivateKey()]);
    expect(() => keys.unseal(keys.current.id, sealTo(keys, 'a card'), 'mer_other')).toThrow(
      expect.objectContaining({ code: 'sealed_text_invalid' }),
    );
  });

  it('are the same after a restart, from a file of their own or derived from the vault key', () => {
    const file = createSecretKey(randomBytes(32));
    const idOf = (key: ReturnType<typeof newPrivateKey>): string => new SealingKeys([key]).current.id;
    expect(idOf(sealingKeyFrom(file))).toBe(idOf(sealingKeyFrom(file)));
    expect(idOf(sealingKeyOf(file))).toBe(idOf(sealingKeyOf(file)));
    expect(idOf(sealingKeyOf(file))).not.toBe(idOf(sealingKeyFrom(file)));
  });
});
