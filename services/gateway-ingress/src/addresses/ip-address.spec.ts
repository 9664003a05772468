import { ipSignal } from './ip-address.js';

describe('what an IP address says', () => {
  it.each([
    ['203.0.113.9', '203.0.113.9', '203.0.113.0/24'],
    ['::ffff:203.0.113.9', '203.0.113.9', '203.0.113.0/24'],
    ['2001:db8:1:2::9', '2001:db8:1:2::/64', '2001:db8:1::/48'],
    ['2001:0DB8:0001::', '2001:db8:1:0::/64', '2001:db8:1::/48'],
    ['2001:db8::1', '2001:db8:0:0::/64', '2001:db8:0::/48'],
    ['2001:db8::192.0.2.1', '2001:db8:0:0::/64', '2001:db8:0::/48'],
  ])('of %s is %s in %s', (text, address, network) => expect(ipSignal(text)).toEqual({ address, network }));

  it('O4: is the same in every spelling', () => {
    const spellings = ['2001:db8:9::1', '2001:DB8:9::1', '2001:0db8:0009:0000:0000:0000:0000:0001', '2001:db8:9:0::0.0.0.1'];
    expect(new Set(spellings.map((text) => ipSignal(text)?.address))).toEqual(new Set(['2001:db8:9:0::/64']));
    const mapped = ['192.0.2.77', '::ffff:192.0.2.77', '::FFFF:c000:024d', '0:0:0:0:0:ffff:192.0.2.77'];
    expect(new Set(mapped.map((text) => ipSignal(text)?.address))).toEqual(new Set(['192.0.2.77']));
  });

  it('O4: is the same for all of a /64', () =>
    expect(ipSignal('2001:db8:9::1')).toEqual(ipSignal('2001:db8:9:0:ffff:ffff:ffff:ffff')));

  it.each([
    '10.0.0.5',
    '192.168.1.1',
    '172.16.0.1',
    '127.0.0.1',
    '169.254.1.1',
    '100.64.0.1',
    '0.0.0.0',
    '::1',
    '::',
    'fe80::1',
    'fd00::1',
  ])('O3: of %s is nothing', (text) => expect(ipSignal(text)).toBeUndefined());

  it('O3: of a private address that is mapped into IPv6 is nothing, too', () =>
    expect(ipSignal('::ffff:10.0.0.5')).toBeUndefined());
});
