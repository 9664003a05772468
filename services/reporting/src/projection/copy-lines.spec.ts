import type { ColumnValue } from './column.js';
import { copyLines } from './copy-lines.js';

const first = ([value]: readonly ColumnValue[]): ColumnValue => value ?? null;
const second = ([, value]: readonly ColumnValue[]): ColumnValue => value ?? null;

describe('rows to be copied in', () => {
  it('are lines of fields between tabs', () =>
    expect(
      copyLines(
        [
          ['a', 1n],
          ['b', null],
        ],
        [first, second],
      ),
    ).toBe('a\t1\nb\t\\N\n'));

  it('keep what a field holds apart from what parts fields and lines', () =>
    expect(copyLines([['tab\t'], ['line\n'], ['return\r'], ['back\\slash'], ['\\N'], ['']], [first])).toBe(
      'tab\\t\nline\\n\nreturn\\r\nback\\\\slash\n\\\\N\n\n',
    ));

  it('may be none', () => expect(copyLines([], [first, second])).toBe(''));
});
