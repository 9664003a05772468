import { clientAddress } from './client-address.js';

describe('one client', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:9:1:a:b:c:d', '2001:db8:9:1::/64'],
    ['2001:db8:9:1::7', '2001:db8:9:1::/64'],
    ['2001:db8::7', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ])('of the address %s is %s', (remote, client) => expect(clientAddress(remote)).toBe(client));
});
