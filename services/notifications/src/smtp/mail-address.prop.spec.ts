import fc from 'fast-check';
import { isMailAddress } from './mail-address.js';

describe('isMailAddress', () => {
  it.each(['ann@example.com', "o'brien+tag@mail.example.co.uk", 'ann@localhost', 'łukasz@przykład.example'])(
    'takes %s',
    (address) => expect(isMailAddress(address)).toBe(true),
  );

  it.each([
    '',
    'ann',
    '@example.com',
    'ann@',
    'a@b@c',
    'ann@example.com\r\nBcc: all@example.com',
    'ann@example.com\n',
    'ann <ann@example.com>',
    'a b@example.com',
    '"a b"@example.com',
    'ann@[127.0.0.1]',
    'ann@example.com, bob@example.com',
    'ann\u2028@example.com',
    `${'a'.repeat(250)}@b.example`,
  ])('refuses %j', (address) => expect(isMailAddress(address)).toBe(false));

  it('S16: never takes what could end a header or a command', () => {
    const breaking = fc.constantFrom('\r', '\n', '\0', '<', '>', ' ', '\u2028', '\u0085');
    fc.assert(
      fc.property(fc.string(), breaking, fc.string(), (before, mark, after) => {
        expect(isMailAddress(`${before}${mark}${after}`)).toBe(false);
      }),
    );
  });
});
