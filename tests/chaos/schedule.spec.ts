import { chosenOf, longsAtMost, type Schedulable, type ScheduledFault, scheduleOf } from './schedule.ts';

const faults: readonly Schedulable[] = ['kill:nats', 'kill:fraud', 'freeze:nats', 'full:postgres'].map((name) => ({
  name,
  holdMs: [100, 900],
}));
const first = (seed: number, count: number) => {
  const schedule = scheduleOf(seed, faults);
  return Array.from({ length: count }, () => schedule.next().value as ScheduledFault);
};

describe('the schedule of faults', () => {
  it('is the same for the same seed', () => expect(first(7, 50)).toEqual(first(7, 50)));

  it('is another one for another seed', () => expect(first(7, 50)).not.toEqual(first(8, 50)));

  it('has each fault once before any comes again', () => {
    const names = first(3, 12).map(({ fault }) => fault);
    for (const round of [names.slice(0, 4), names.slice(4, 8), names.slice(8)])
      expect(round.toSorted()).toEqual(faults.map(({ name }) => name).toSorted());
  });

  it('holds each within its bounds, and counts from 1', () => {
    const all = first(11, 200);
    expect(all.map(({ index }) => index)).toEqual(all.map((_, at) => at + 1));
    expect(all.every(({ holdMs }) => holdMs >= 100 && holdMs <= 900)).toBe(true);
    expect(new Set(all.map(({ holdMs }) => holdMs)).size).toBeGreaterThan(100);
  });

  it('lets some of those that may last long do so, and not too many: the run has an end', () => {
    const longHoldMs = [15_000, 25_000] as const;
    const schedule = scheduleOf(4, [...faults, { name: 'freeze:store', holdMs: [100, 900], longHoldMs }]);
    const all = Array.from({ length: 400 }, () => schedule.next().value as ScheduledFault);
    const long = all.filter(({ holdMs }) => holdMs > 900);
    expect(long.length).toBe(longsAtMost);
    expect(long.every(({ fault, holdMs }) => fault === 'freeze:store' && holdMs >= 15_000 && holdMs <= 25_000)).toBe(true);
  });

  it('ends at once where there is no fault', () => expect([...scheduleOf(1, [])]).toEqual([]));
});

describe('the faults that are asked for', () => {
  const namesOf = (list?: string) => chosenOf(faults, list).map(({ name }) => name);

  it.each([
    [undefined, ['kill:nats', 'kill:fraud', 'freeze:nats', 'full:postgres']],
    ['kill', ['kill:nats', 'kill:fraud']],
    ['nats', ['kill:nats', 'freeze:nats']],
    ['kill:fraud, full', ['kill:fraud', 'full:postgres']],
  ])('%s', (list, names) => expect(namesOf(list)).toEqual(names));

  it('are refused by name where there is none such', () =>
    expect(() => namesOf('kill,flood')).toThrow('there is no fault flood'));
});
