import { countedAddress, ipBytes, isIn, isPrivate, networkOf } from './ip-address.js';

describe('countedAddress', () => {
  it.each([
    ['192.0.2.77', '192.0.2.77'],
    ['::ffff:192.0.2.77', '192.0.2.77'],
    ['::FFFF:c000:24d', '192.0.2.77'],
    ['2001:db8:9:1::1', '20010db800090001::/64'],
    ['2001:0DB8:0009:0001:ffff:0:0:2', '20010db800090001::/64'],
    ['fe80::1%eth0', 'fe80000000000000::/64'],
    ['::', '0000000000000000::/64'],
    ['unknown', 'unknown'],
    ['1.2.3.4.5', '1.2.3.4.5'],
    ['1.2.3.256', '1.2.3.256'],
    ['1::2::3', '1::2::3'],
    ['1:2:3:4:5:6:7:8:9', '1:2:3:4:5:6:7:8:9'],
  ])('counts %s as %s', (text, counted) => expect(countedAddress(text)).toBe(counted));
});

describe('a network', () => {
  const holds = (network: string, address: string): boolean | undefined => {
    const [known, bytes] = [networkOf(network), ipBytes(address)];
    return known && bytes && isIn(bytes, known);
  };
  it.each([
    ['10.0.0.0/8', '10.200.3.4', true],
    ['10.0.0.0/8', '::ffff:10.200.3.4', true],
    ['10.0.0.0/8', '11.0.0.1', false],
    ['192.0.2.1', '192.0.2.1', true],
    ['192.0.2.1', '192.0.2.2', false],
    ['172.16.0.0/12', '172.31.255.255', true],
    ['172.16.0.0/12', '172.32.0.0', false],
    ['2001:db8::/33', '2001:db8:7fff::1', true],
    ['2001:db8::/33', '2001:db8:8000::1', false],
    ['0.0.0.0/0', '8.8.8.8', true],
    ['0.0.0.0/0', '2001:db8::1', false],
  ])('%s holds %s: %s', (network, address, isHeld) => expect(holds(network, address)).toBe(isHeld));
  it.each(['10.0.0.0/33', 'proxy', '::1/129', '10.0.0.0/8/8', '10.0.0.0/x', ''])('is not %s', (text) =>
    expect(networkOf(text)).toBeUndefined(),
  );
});

describe('isPrivate', () => {
  it.each(['10.1.2.3', '::ffff:172.16.0.1', '192.168.1.1', '127.0.0.1', '::1', 'fd00::7', 'fe80::1%eth0'])(
    'holds %s',
    (address) => expect(isPrivate(address)).toBe(true),
  );
  it.each(['203.0.113.7', '::ffff:203.0.113.7', '172.32.0.1', '100.64.0.1', '2001:db8::1', 'unknown', ''])(
    'does not hold %s',
    (address) => expect(isPrivate(address)).toBe(false),
  );
});
