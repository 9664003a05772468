import { PublishWatermark } from './publish-watermark.js';

describe('PublishWatermark', () => {
  it('moves to the end of a batch once the bus took all of it', () => {
    const mark = new PublishWatermark();
    const batch = mark.begin();
    mark.committed(10n);
    expect(mark.value).toBe(0n);
    mark.settled(batch);
    expect(mark.value).toBe(10n);
  });

  it('I7: stays below a batch in flight, whose events may lie below those of a later batch', () => {
    const mark = new PublishWatermark();
    const slow = mark.begin();
    const fast = mark.begin();
    mark.committed(20n);
    mark.settled(fast);
    expect(mark.value).toBe(0n);
    mark.committed(15n);
    mark.settled(slow);
    expect(mark.value).toBe(20n);
  });

  it('is written when it moved, and not again at once', () => {
    const mark = new PublishWatermark();
    const batch = mark.begin();
    mark.committed(5n);
    mark.settled(batch);
    expect(mark.take(500, 1_000)).toBe(5n);
    expect(mark.take(500, 9_000)).toBeUndefined();
    const next = mark.begin();
    mark.committed(6n);
    mark.settled(next);
    expect(mark.take(500, 1_200)).toBeUndefined();
    expect(mark.take(500, 1_600)).toBe(6n);
  });
});
