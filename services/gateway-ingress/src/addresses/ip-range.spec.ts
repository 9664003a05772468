import { ipRange, maskedIp } from './ip-range.js';

describe('an address or network on a list', () => {
  it.each([
    ['203.0.113.9', '203.0.113.9'],
    ['203.0.113.9/32', '203.0.113.9'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['2001:DB8:0:1::5', '2001:db8:0:1::/64'],
    ['2001:db8:0:1::/64', '2001:db8:0:1::/64'],
  ])('O4: the address %s is %s', (text, expected) => expect(ipRange(text, 'address')).toBe(expected));

  it.each([
    ['203.0.113.9', '203.0.113.0/24'],
    ['203.0.113.0/24', '203.0.113.0/24'],
    ['2001:db8:0:1::5', '2001:db8:0::/48'],
    ['2001:db8::/48', '2001:db8:0::/48'],
  ])('the network of %s is %s', (text, expected) => expect(ipRange(text, 'network')).toBe(expected));

  it.each(['', 'x', '10.0.0.1', '127.0.0.1', '203.0.113.9/16', '203.0.113.9/64', '203.0.113.9/32/1', '203.0.113.0/24'])(
    '%j is no address',
    (text) => expect(ipRange(text, 'address')).toBeUndefined(),
  );

  it.each(['203.0.0.0/16', '203.0.113.9/32', '2001:db8::/32', '203.0.113.0/48', '192.168.1.0/24'])('%j is no network', (text) =>
    expect(ipRange(text, 'network')).toBeUndefined(),
  );

  it.each([
    ['203.0.113.9', '203.0.113.…'],
    ['2001:db8:0:1::/64', '2001:db8:0:…'],
  ])('%s is shown as %s', (text, expected) => expect(maskedIp(text)).toBe(expected));
});
