import { urlProblem } from './check-url.js';
import { isPublicAddress } from './public-address.js';

describe('S11: an address that may be called', () => {
  it.each([
    '93.184.216.34',
    '8.8.8.8',
    '172.15.255.255',
    '172.32.0.1',
    '100.63.255.255',
    '2606:4700::1111',
    '2a00:1450:4001::200e',
  ])('is one of the public ones: %s', (address) => expect(isPublicAddress(address)).toBe(true));

  it.each([
    ['this network', '0.0.0.0'],
    ['this network', '0.1.2.3'],
    ['private', '10.0.0.5'],
    ['private', '172.16.0.1'],
    ['private', '172.31.255.255'],
    ['private', '192.168.1.1'],
    ['carrier-grade NAT', '100.64.0.1'],
    ['loopback', '127.0.0.1'],
    ['loopback', '127.255.255.254'],
    ['link-local', '169.254.1.1'],
    ['metadata', '169.254.169.254'],
    ['metadata of Alibaba', '100.100.100.200'],
    ['metadata of Azure', '168.63.129.16'],
    ['metadata of Oracle', '192.0.0.192'],
    ['documentation', '203.0.113.9'],
    ['benchmarks', '198.18.0.1'],
    ['multicast', '224.0.0.1'],
    ['broadcast', '255.255.255.255'],
    ['unspecified', '::'],
    ['loopback of IPv6', '::1'],
    ['mapped loopback', '::ffff:127.0.0.1'],
    ['mapped private', '::ffff:10.0.0.1'],
    ['mapped public', '::ffff:8.8.8.8'],
    ['compatible', '::8.8.8.8'],
    ['NAT64', '64:ff9b::7f00:1'],
    ['local NAT64', '64:ff9b:1::1'],
    ['discard', '100::1'],
    ['unique local', 'fd00:ec2::254'],
    ['link-local of IPv6', 'fe80::1'],
    ['link-local with a zone', 'fe80::1%eth0'],
    ['public with a zone', '2606:4700::1111%eth0'],
    ['multicast of IPv6', 'ff02::1'],
    ['Teredo', '2001:0:4136:e378::1'],
    ['6to4 of loopback', '2002:7f00:1::'],
    ['documentation of IPv6', '2001:db8::1'],
    ['no address', 'example.com'],
    ['nothing', ''],
  ])('is none that is %s: %s', (_, address) => expect(isPublicAddress(address)).toBe(false));
});

describe('S11: a URL that may be called', () => {
  const problem = (url: string, allowsLocal = false) => urlProblem(url, { ports: [8443], allowsLocal });

  it.each([
    'https://shop.example/hook',
    'https://shop.example:443/',
    'https://shop.example:8443/a?b=c',
    'https://93.184.216.34/',
  ])('is %s', (url) => expect(problem(url)).toBeUndefined());

  it.each([
    ['', 'invalid_url'],
    ['shop.example/hook', 'invalid_url'],
    ['file:///etc/passwd', 'invalid_url'],
    ['gopher://shop.example/', 'invalid_url'],
    ['http://shop.example/', 'url_not_https'],
    ['https://ann:secret@shop.example/', 'url_with_credentials'],
    ['https://shop.example:22/', 'port_not_allowed'],
    ['https://localhost/', 'address_not_public'],
    ['https://localhost./', 'address_not_public'],
    ['https://postgres/', 'address_not_public'],
    ['https://127.0.0.1/', 'address_not_public'],
    ['https://2130706433/', 'address_not_public'],
    ['https://0x7f.1/', 'address_not_public'],
    ['https://0177.0.0.1/', 'address_not_public'],
    ['https://127.1/', 'address_not_public'],
    ['https://[::1]/', 'address_not_public'],
    ['https://[::ffff:169.254.169.254]/', 'address_not_public'],
    ['https://169.254.169.254/latest/meta-data', 'address_not_public'],
  ])('is not %s: %s', (url, code) => expect(problem(url)).toBe(code));

  it('may be this machine’s own where that is allowed, and nothing more', () => {
    for (const url of ['http://localhost:3000/hook', 'https://localhost/', 'http://127.0.0.1:9/', 'http://[::1]:3000/'])
      expect(problem(url, true)).toBeUndefined();
    expect(problem('http://10.0.0.1/', true)).toBe('url_not_https');
    expect(problem('https://10.0.0.1/', true)).toBe('address_not_public');
    expect(problem('http://localhost.evil.example/', true)).toBe('url_not_https');
    expect(problem('https://0.0.0.0/', true)).toBe('address_not_public');
  });
});
