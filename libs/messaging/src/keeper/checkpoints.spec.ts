import { type Checkpoint, cursorAt, earliestOf, withCheckpoint, withoutSettled } from './checkpoints.js';

const three: readonly Checkpoint[] = [
  { cursor: '1.10.0', sequence: 100 },
  { cursor: '1.20.0', sequence: 200 },
  { cursor: '1.30.0', sequence: 300 },
];

describe('checkpoints between log and stream', () => {
  it('tell what of the log a sequence stands for: what was seen at it or before', () => {
    expect(cursorAt(three, 250)).toBe('1.20.0');
    expect(cursorAt(three, 200)).toBe('1.20.0');
    expect(cursorAt(three, 99)).toBeUndefined();
  });

  it('are made when the stream has grown; else the last one says more', () => {
    expect(withCheckpoint(three, { cursor: '1.40.0', sequence: 300 })).toEqual([
      ...three.slice(0, 2),
      { cursor: '1.40.0', sequence: 300 },
    ]);
    expect(withCheckpoint(three, { cursor: '1.40.0', sequence: 301 })).toHaveLength(4);
    expect(withCheckpoint([], { cursor: '1.1.0', sequence: 0 })).toHaveLength(1);
  });

  it('are forgotten once everybody is past them, but for the last of these', () => {
    expect(withoutSettled(three, 250)).toEqual(three.slice(1));
    expect(withoutSettled(three, 50)).toBe(three);
  });

  it('do not grow for ever while a consumer is away', () => {
    let all: readonly Checkpoint[] = [];
    for (let look = 1; look <= 10_000; look += 1) all = withCheckpoint(all, { cursor: `1.${look}.0`, sequence: look });
    expect(all.length).toBeLessThanOrEqual(3_601);
    expect(cursorAt(all, 10_000)).toBe('1.10000.0');
    expect(all[0]?.sequence).toBe(1);
  });

  it('know the earliest of cursors', () => {
    expect(earliestOf(['1.20.0', '1.3.0'])).toBe('1.3.0');
    expect(earliestOf([])).toBeUndefined();
  });
});
