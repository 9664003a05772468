import { type ConsumersSeen, consumersSeen, expectedConsumers } from './known-consumers.js';

const now = new Date('2026-11-26T12:00:00.000Z');
const lately = '2026-11-26T11:59:00.000Z';
const fraud = { name: 'fraud', acknowledgedTo: 250, pendingCount: 3, unacknowledgedCount: 0 };
const seen = (changes: Partial<ConsumersSeen> = {}): ConsumersSeen => ({
  present: [fraud],
  filled: new Map(),
  checkpoints: [
    { cursor: '1.10.0', sequence: 100 },
    { cursor: '1.20.0', sequence: 200 },
    { cursor: '1.30.0', sequence: 300 },
  ],
  lastSequence: 300,
  now,
  ...changes,
});

describe('what is known of the consumers', () => {
  const known = { fraud: { handledTo: '1.5.0', seenAt: lately } };

  it('is how far each has handled the log, by the last checkpoint that it is past', () =>
    expect(consumersSeen(known, seen())).toEqual({ fraud: { handledTo: '1.20.0', seenAt: lately } }));

  it('never goes back: what was handled stays handled, though the consumer was made anew', () => {
    const anew = { ...fraud, acknowledgedTo: 150 };
    expect(consumersSeen({ fraud: { handledTo: '1.25.0', seenAt: lately } }, seen({ present: [anew] }))).toEqual({
      fraud: { handledTo: '1.25.0', seenAt: lately },
    });
  });

  it('counts one that was filled as known from then on, and as having handled nothing until it is past the end of the fill', () => {
    const late = { ...fraud, name: 'late' };
    const filled = new Map([['late', 280]]);
    expect(consumersSeen({}, seen({ present: [late], filled }))).toEqual({
      late: { handledTo: '0.0.0', seenAt: now.toISOString() },
    });
    const past = { ...late, acknowledgedTo: 300, pendingCount: 0 };
    expect(consumersSeen({}, seen({ present: [past], filled })).late?.handledTo).toBe('1.30.0');
  });

  it('leaves out one that is still being filled', () => expect(consumersSeen({}, seen())).toEqual({}));

  it('keeps one that is not there, and writes of one that is at most once an hour that it is', () => {
    const old = {
      fraud: { handledTo: '1.30.0', seenAt: '2026-11-26T10:00:00.000Z' },
      gone: { handledTo: '1.1.0', seenAt: lately },
    };
    expect(consumersSeen(old, seen())).toEqual({
      fraud: { handledTo: '1.30.0', seenAt: now.toISOString() },
      gone: { handledTo: '1.1.0', seenAt: lately },
    });
  });
});

describe('a consumer is waited for', () => {
  const known = { fraud: { handledTo: '1.5.0', seenAt: '2026-11-01T00:00:00.000Z' } };
  it('while it was there not long ago', () => expect(expectedConsumers(known, [], '2026-10-31T00:00:00.000Z')).toEqual(known));
  it('while it is there', () => expect(expectedConsumers(known, [fraud], '2026-11-20T00:00:00.000Z')).toEqual(known));
  it('no longer than the stream keeps a message', () =>
    expect(expectedConsumers(known, [], '2026-11-20T00:00:00.000Z')).toEqual({}));
});
