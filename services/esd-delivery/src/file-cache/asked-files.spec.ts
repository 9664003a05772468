import { AskedFiles } from './asked-files.js';

describe('files that were asked for', () => {
  it('are asked for again within ten minutes, and not after', () => {
    const asked = new AskedFiles();
    expect(asked.isAskedAgain('film', 0)).toBe(false);
    expect(asked.isAskedAgain('book', 1)).toBe(false);
    expect(asked.isAskedAgain('film', 600_000)).toBe(true);
    expect(asked.isAskedAgain('film', 1_200_001)).toBe(false);
  });

  it('are forgotten beyond ten thousand, the first one first', () => {
    const asked = new AskedFiles();
    for (let file = 0; file <= 10_000; file += 1) asked.isAskedAgain(String(file), file);
    expect(asked.isAskedAgain('1', 10_001)).toBe(true);
    expect(asked.isAskedAgain('0', 10_002)).toBe(false);
  });
});
