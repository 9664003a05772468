import fc from 'fast-check';
import { readPrologue } from './proxy-protocol.js';

const signature = '0d0a0d0a000d0a515549540a';
const binary = (hex: string): Buffer => Buffer.from(signature + hex, 'hex');
const line = (text: string): Buffer => Buffer.from(text, 'latin1');

describe('the header of a proxy', () => {
  it.each([
    ['version 1, IPv4', line('PROXY TCP4 203.0.113.7 10.0.0.1 51234 443\r\n'), '203.0.113.7'],
    ['version 1, IPv6', line('PROXY TCP6 2001:db8::1 2001:db8::2 51234 443\r\n'), '2001:db8::1'],
    ['version 1, unknown', line('PROXY UNKNOWN\r\n'), undefined],
    ['version 2, IPv4', binary('2111000ccb0071070a000001c82201bb'), '203.0.113.7'],
    ['version 2, IPv6', binary(`21210024${'20010db8'.padEnd(32, '0')}${'0'.repeat(32)}c82201bb`), '2001:db8:0:0:0:0:0:0'],
    ['version 2, from the proxy itself', binary('20000000'), undefined],
    ['version 2, a socket of the same machine', binary('21310000'), undefined],
  ])('D7: is read: %s', (_, header, address) => {
    const rest = Buffer.from('16030100', 'hex');
    expect(readPrologue(Buffer.concat([header, rest]))).toEqual({ kind: 'header', lengthBytes: header.length, address });
    for (const end of [1, 5, 12, header.length - 1]) {
      if (end < header.length) expect(readPrologue(header.subarray(0, end))).toEqual({ kind: 'more' });
    }
  });

  it.each([
    ['TLS', Buffer.from('160301', 'hex')],
    ['HTTP', line('GET / HTTP/1.1')],
    ['a word that only begins alike', line('PROP')],
  ])('is none: %s', (_, bytes) => expect(readPrologue(bytes)).toEqual({ kind: 'none' }));

  it.each([
    ['a line without an end', line(`PROXY TCP4 ${'1'.repeat(200)}`)],
    ['another protocol', line('PROXY UDP4 1.1.1.1 2.2.2.2 1 2\r\n')],
    ['another version', binary('31110000')],
  ])('is malformed: %s', (_, bytes) => expect(readPrologue(bytes)).toEqual({ kind: 'malformed' }));

  it('is read or refused, whatever bytes come', () => {
    const tails = fc.uint8Array({ maxLength: 80 });
    const begins = fc.constantFrom(Buffer.alloc(0), Buffer.from('PROXY '), Buffer.from(signature, 'hex'));
    fc.assert(
      fc.property(begins, tails, (begin, tail) =>
        ['more', 'none', 'malformed', 'header'].includes(readPrologue(Buffer.concat([begin, tail])).kind),
      ),
    );
  });
});
