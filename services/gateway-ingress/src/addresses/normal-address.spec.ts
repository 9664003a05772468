import { normalAddress } from './normal-address.js';

describe('the normal form of an address', () => {
  it('has codes in capitals, and what is absent as empty', () => {
    expect(normalAddress({ country: 'CA', region: 'on', postalCode: 'k1a 0b1' })).toEqual({
      country: 'CA',
      region: 'ON',
      postalCode: 'K1A 0B1',
    });
    expect(normalAddress({ country: 'HK' })).toEqual({ country: 'HK', region: '', postalCode: '' });
    expect(normalAddress({ country: 'JP', region: '東京都' }).region).toBe('13');
  });
});
