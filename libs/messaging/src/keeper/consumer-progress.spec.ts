import { settledUpTo } from './consumer-progress.js';

const idle = { acknowledgedTo: 3, pendingCount: 0, unacknowledgedCount: 0 };

describe('what nobody needs any more of the stream', () => {
  it.each([
    ['nothing, where there is no consumer yet', [], 0],
    ['all of it, where every consumer has nothing before it', [idle, { ...idle, acknowledgedTo: 0 }], 100],
    [
      'what the slowest consumer has acknowledged, where messages wait for it',
      [idle, { ...idle, acknowledgedTo: 40, pendingCount: 1 }],
      40,
    ],
    ['what it has acknowledged, where it is at one', [{ ...idle, acknowledgedTo: 7, unacknowledgedCount: 1 }, idle], 7],
    ['nothing, where a consumer has acknowledged none', [idle, { ...idle, acknowledgedTo: 0, pendingCount: 9 }], 0],
    ['no more than there was when the consumers were asked', [{ ...idle, acknowledgedTo: 120, pendingCount: 1 }], 100],
  ])('is %s', (_, consumers, expected) => expect(settledUpTo(100, consumers)).toBe(expected));
});
