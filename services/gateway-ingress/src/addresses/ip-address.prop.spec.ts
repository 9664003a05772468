import { isIP } from 'node:net';
import fc from 'fast-check';
import { parseIp } from './ip-address.js';

const noise = fc.stringMatching(/^[0-9a-fA-F:.%]{0,45}$/);
const group = fc.integer({ min: 0, max: 0xffff }).map((value) => value.toString(16));

describe('the reading of IP addresses', () => {
  it('takes every IPv4 and IPv6 address, and nothing that Node does not take', () =>
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6(), noise), (text) => {
        expect([text, parseIp(text) !== undefined]).toEqual([text, isIP(text) !== 0 && !text.includes('%')]);
      }),
      { numRuns: 2_000 },
    ));

  it('reads an address alike with its zeros left out or written', () =>
    fc.assert(
      fc.property(fc.array(group, { minLength: 0, maxLength: 7 }), (groups) => {
        const zeros = Array<string>(8 - groups.length).fill('0000');
        expect(parseIp(`${groups.join(':')}::`)).toEqual(parseIp([...groups, ...zeros].join(':').toUpperCase()));
      }),
    ));
});
