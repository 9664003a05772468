import { type BusCondition, hindranceOf } from './bus-hindrance.js';

const condition = (changes: Partial<BusCondition> = {}): BusCondition => ({
  disconnectedForMs: undefined,
  failingForMs: undefined,
  unseenForMs: 400,
  streamBytes: 1_000,
  maxStreamBytes: 10_000,
  ...changes,
});

describe('new work is hindered', () => {
  it.each<[string, Partial<BusCondition>, string | undefined]>([
    ['by nothing while the bus takes what comes', {}, undefined],
    ['by nothing while the server restarts', { disconnectedForMs: 4_000, unseenForMs: 4_000 }, undefined],
    ['by a bus that is away for long', { disconnectedForMs: 5_001 }, 'bus_away'],
    ['by a bus that answers nothing though it is connected', { unseenForMs: 5_001 }, 'bus_away'],
    ['by a bus that refuses every event, e.g. with a full disk', { failingForMs: 3_001 }, 'bus_away'],
    ['by nothing when a publish was refused a moment ago', { failingForMs: 2_000 }, undefined],
    ['by a stream that is nearly full', { streamBytes: 8_000 }, 'bus_full'],
    ['by nothing before', { streamBytes: 7_999 }, undefined],
    ['by no stream without a limit', { streamBytes: 1e12, maxStreamBytes: -1 }, undefined],
  ])('%s', (_, changes, expected) => expect(hindranceOf(condition(changes))).toBe(expected));
});
