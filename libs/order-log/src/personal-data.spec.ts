import { randomBytes } from 'node:crypto';
import { sealMorePersonalData, sealPersonalData, unsealPersonalData } from './personal-data.js';

const orderId = '01890a5d-ac96-774b-bcce-b302099a8057';
const data = { email: 'ann@example.com', name: 'Ann Buyer', billingAddress: { line1: '1 Main St', city: 'Albany' } };
const oldKey = { id: 1, key: randomBytes(32) };
const newKey = { id: 2, key: randomBytes(32) };

describe('personal data', () => {
  it('comes back to whoever holds the key that wrapped', () => {
    const { sealed, wrapped } = sealPersonalData({ orderId, data, keyEncryptionKey: oldKey });
    expect(unsealPersonalData({ orderId, sealed, wrapped, keyEncryptionKeys: [newKey, oldKey] })).toEqual(data);
  });

  it('shows nothing of the customer while sealed', () => {
    const { sealed } = sealPersonalData({ orderId, data, keyEncryptionKey: newKey });
    expect(Buffer.from(sealed, 'base64').toString('latin1')).not.toContain('ann@example.com');
  });

  it('is opened like the rest where it was added later, under the key that the order has', () => {
    const { wrapped } = sealPersonalData({ orderId, data, keyEncryptionKey: oldKey });
    const keys = { orderId, wrapped, keyEncryptionKeys: [newKey, oldKey] };
    const sealed = sealMorePersonalData({ ...keys, data: { email: 'bob@example.com' } });
    expect(unsealPersonalData({ ...keys, sealed })).toEqual({ email: 'bob@example.com' });
    expect(Buffer.from(sealed, 'base64').toString('latin1')).not.toContain('bob@example.com');
    expect(sealMorePersonalData({ ...keys, data: { email: 'bob@example.com' } })).not.toBe(sealed);
  });

  it('opens for no other order', () => {
    const { sealed, wrapped } = sealPersonalData({ orderId, data, keyEncryptionKey: newKey });
    const other = orderId.replace('8057', '8058');
    expect(() => unsealPersonalData({ orderId: other, sealed, wrapped, keyEncryptionKeys: [newKey] })).toThrow();
  });

  it('stays shut when a byte was changed', () => {
    const { sealed, wrapped } = sealPersonalData({ orderId, data, keyEncryptionKey: newKey });
    wrapped[20] = (wrapped[20] ?? 0) ^ 1;
    expect(() => unsealPersonalData({ orderId, sealed, wrapped, keyEncryptionKeys: [newKey] })).toThrow();
  });

  it('stays shut when the key that wrapped is gone', () => {
    const { sealed, wrapped } = sealPersonalData({ orderId, data, keyEncryptionKey: oldKey });
    expect(() => unsealPersonalData({ orderId, sealed, wrapped, keyEncryptionKeys: [newKey] })).toThrow('key 1 is at hand');
  });
});
