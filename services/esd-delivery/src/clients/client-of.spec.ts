import { clientOf, showsProxy } from './client-of.js';
import { type Network, networkOf } from './ip-address.js';

const proxies = ['10.0.0.0/8', '2001:db8:ffff::/48'].map(networkOf).filter((one): one is Network => one !== undefined);
const forwarded = (value: string | readonly string[]) => ({ 'x-forwarded-for': value });
const address = (peer: string, headers = {}, announced?: string) => clientOf({ peer, headers, announced }, proxies).address;

describe('the client of a request', () => {
  it('is who connects, whatever they say of others', () => {
    expect(clientOf({ peer: '203.0.113.7', headers: {} }, proxies)).toEqual({ address: '203.0.113.7', isProxied: false });
    expect(address('203.0.113.7', forwarded('198.51.100.1'))).toBe('203.0.113.7');
  });

  it.each([
    ['one hop', '203.0.113.7', '203.0.113.7'],
    ['a forged first entry', '1.1.1.1, 203.0.113.7', '203.0.113.7'],
    ['several listed proxies', '203.0.113.7, 10.1.1.1, 10.2.2.2', '203.0.113.7'],
    ['a port', '203.0.113.7:51234', '203.0.113.7'],
    ['brackets and a port', '[2001:db8::1]:443', '2001:db8::1'],
    ['no address', 'unknown', '10.0.0.1'],
    ['no address behind a listed proxy', 'unknown, 10.1.1.1', '10.1.1.1'],
    ['nothing', '', '10.0.0.1'],
    ['only listed proxies', '10.3.3.3', '10.3.3.3'],
  ])('P4, D7: is behind a listed proxy the right-most hop that is not listed: %s', (_, header, expected) =>
    expect(address('10.0.0.1', forwarded(header))).toBe(expected),
  );

  it('P4, D7: is found where the header stands twice, and among a thousand forged entries', () => {
    expect(address('10.0.0.1', forwarded(['1.1.1.1', '203.0.113.7']))).toBe('203.0.113.7');
    expect(address('::ffff:10.0.0.1', forwarded(`${'9.9.9.9, '.repeat(1_000)}203.0.113.7`))).toBe('203.0.113.7');
  });

  it('D7: is whom a listed proxy announced, and never whom another one did', () => {
    expect(address('10.0.0.1', {}, '203.0.113.7')).toBe('203.0.113.7');
    expect(address('192.0.2.1', {}, '203.0.113.7')).toBe('192.0.2.1');
    expect(address('10.0.0.1', forwarded('198.51.100.1'), '203.0.113.7')).toBe('203.0.113.7');
  });

  it('D7: is proxied behind a listed proxy, and where a header shows one that is not listed', () => {
    expect(clientOf({ peer: '10.0.0.1', headers: {} }, proxies).isProxied).toBe(true);
    expect(clientOf({ peer: '192.0.2.1', headers: { via: '1.1 x' } }, proxies).isProxied).toBe(true);
    expect(showsProxy({ headers: { forwarded: 'for=1.1.1.1' } })).toBe(true);
    expect(showsProxy({ headers: { host: 'x', connection: 'close' }, httpVersion: '1.0' })).toBe(true);
    expect(showsProxy({ headers: { host: 'x', connection: 'close' }, httpVersion: '1.1' })).toBe(false);
    expect(showsProxy({ headers: { host: 'x' }, httpVersion: '1.0' })).toBe(false);
  });
});
