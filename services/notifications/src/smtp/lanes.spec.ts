import { Lanes } from './lanes.js';

const lanesOf = () => new Lanes({ maxRunning: 2, failuresToClose: 3, firstPauseMs: 1_000, maxPauseMs: 5_000 });
const fail = (lanes: Lanes, name: string, nowMs: number): void => lanes.leave(lanes.enter(name), 'bad', nowMs);

describe('a lane', () => {
  it('has room for so many at once, whatever is under way in others', () => {
    const lanes = lanesOf();
    const first = lanes.enter('slow');
    lanes.enter('slow');
    expect(lanes.hasRoom('slow')).toBe(false);
    expect(lanes.hasRoom('other')).toBe(true);
    lanes.leave(first, 'good', 0);
    expect(lanes.hasRoom('slow')).toBe(true);
  });

  it('is closed by failures in a row, and by no fewer', () => {
    const lanes = lanesOf();
    for (const result of ['bad', 'bad', 'good', 'bad', 'bad', 'none'] as const) lanes.leave(lanes.enter('a'), result, 0);
    expect(lanes.closedForMs('a', 0)).toBe(0);
    fail(lanes, 'a', 0);
    expect(lanes.closedForMs('a', 0)).toBe(1_000);
    expect(lanes.closedForMs('b', 0)).toBe(0);
  });

  it('is tried by one after its pause, twice as long after each that fails, and no longer than the most', () => {
    const lanes = lanesOf();
    for (let times = 0; times < 3; times += 1) fail(lanes, 'a', 0);
    const pauses: number[] = [];
    for (let nowMs = 0; pauses.length < 5; ) {
      const pauseMs = lanes.closedForMs('a', nowMs);
      pauses.push(pauseMs);
      nowMs += pauseMs;
      expect(lanes.closedForMs('a', nowMs)).toBe(0);
      const probe = lanes.enter('a');
      expect(probe.isProbe).toBe(true);
      expect(lanes.closedForMs('a', nowMs)).toBe(1_000); // the others wait for it
      lanes.leave(probe, 'bad', nowMs);
    }
    expect(pauses).toEqual([1_000, 2_000, 4_000, 5_000, 5_000]);
  });

  it('is open to all once one got through', () => {
    const lanes = lanesOf();
    for (let times = 0; times < 4; times += 1) fail(lanes, 'a', 0);
    lanes.leave(lanes.enter('a'), 'good', 1_000);
    expect(lanes.closedForMs('a', 1_000)).toBe(0);
    expect(lanes.enter('a').isProbe).toBe(false);
  });

  it('is not closed for longer by those that were under way when it was closed', () => {
    const lanes = new Lanes({ maxRunning: 50, failuresToClose: 3, firstPauseMs: 1_000, maxPauseMs: 60_000 });
    const passes = Array.from({ length: 40 }, () => lanes.enter('a'));
    for (const pass of passes) lanes.leave(pass, 'bad', 0);
    expect(lanes.closedForMs('a', 0)).toBe(1_000);
  });

  it.each([
    [50, 3],
    [3, 3],
    [2, 2],
    [1, 1],
  ])('with room for %i is closed by %i that take too long, and open again when one ends well', (maxRunning, count) => {
    const lanes = new Lanes({ maxRunning, failuresToClose: 3, firstPauseMs: 1_000, maxPauseMs: 5_000 });
    const slow = lanes.enter('a');
    for (let late = 1; late <= count; late += 1) {
      expect(lanes.closedForMs('a', 0)).toBe(0);
      lanes.late('a', 0);
    }
    expect(lanes.closedForMs('a', 0)).toBe(1_000);
    lanes.leave(slow, 'good', 500);
    expect(lanes.closedForMs('a', 500)).toBe(0);
  });

  it('I18: is not closed for a day by a clock that is set back by a day', () => {
    const lanes = lanesOf();
    for (let times = 0; times < 3; times += 1) fail(lanes, 'a', 86_400_000);
    expect(lanes.closedForMs('a', 0)).toBe(0);
  });

  it('is forgotten where a hostile client makes up names without end', () => {
    const lanes = lanesOf();
    for (let index = 0; index < 10_005; index += 1) fail(lanes, `d${index}`, 0);
    for (let times = 0; times < 2; times += 1) fail(lanes, 'd0', 0);
    expect(lanes.closedForMs('d0', 0)).toBe(0);
    for (let times = 0; times < 2; times += 1) fail(lanes, 'd10004', 0);
    expect(lanes.closedForMs('d10004', 0)).toBeGreaterThan(0);
  });
});
