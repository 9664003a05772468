import { copyText } from './copy-text.js';

describe('rows to be copied in', () => {
  it('are lines of fields between tabs', () =>
    expect(
      copyText([
        ['a', 'b'],
        [1n, null],
      ]),
    ).toBe('a\t1\nb\t\\N\n'));

  it('keep what a field holds apart from what parts fields and lines', () =>
    expect(copyText([['tab\t', 'line\n', 'return\r', 'back\\slash', '\\N', '']])).toBe(
      'tab\\t\nline\\n\nreturn\\r\nback\\\\slash\n\\\\N\n\n',
    ));

  it('may be none', () => expect(copyText([[], []])).toBe(''));
});
