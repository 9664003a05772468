import { hasStalled, type Progress } from './progress.js';

const look = (changes: Partial<Progress> = {}): Progress => ({
  received: 10,
  pending: 5,
  unacknowledged: 0,
  atMs: 0,
  ...changes,
});

describe('a consumer has stalled', () => {
  it('when messages waited for 30 s and none came', () => expect(hasStalled(look(), look({ atMs: 30_000 }), 1_000)).toBe(true));
  it('not before', () => expect(hasStalled(look(), look({ atMs: 29_000 }), 1_000)).toBe(false));
  it('not when one came', () => expect(hasStalled(look(), look({ atMs: 60_000, received: 11 }), 1_000)).toBe(false));
  it('not when none waits', () => expect(hasStalled(look(), look({ atMs: 60_000, pending: 0 }), 1_000)).toBe(false));
  it('not while the handlers hold all they may', () =>
    expect(hasStalled(look(), look({ atMs: 60_000, unacknowledged: 1_000 }), 1_000)).toBe(false));
});
