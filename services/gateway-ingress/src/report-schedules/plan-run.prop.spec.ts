import { timeZone } from '@tollgate/order';
import fc from 'fast-check';
import { dueAtOf, nextRunDay, type Period, planRun, type Rhythm } from './plan-run.js';

const DAY_MS = 86_400_000;
const dayAt = (moment: Date, zone: string): string => timeZone(zone).dayOf(moment.getTime());
const zones = ['UTC', 'America/New_York', 'Europe/Berlin', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Africa/Cairo'];
const begin = new Date('2026-01-01T12:00:00Z');
const end = new Date('2027-02-02T12:00:00Z');

/** Of each kind of run the period that follows its own without a gap. */
const tiling: Readonly<Record<Rhythm['every'], Period>> = { day: 'yesterday', week: 'last_week', month: 'last_month' };

const rhythm = fc.record({
  every: fc.constantFrom('day', 'week', 'month'),
  weekday: fc.integer({ min: 1, max: 7 }),
  monthDay: fc.integer({ min: 1, max: 31 }),
  hour: fc.integer({ min: 0, max: 23 }),
  timeZone: fc.constantFrom(...zones),
}) as fc.Arbitrary<Rhythm>;

const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / DAY_MS;

/** What goes out in a year: the next look at the schedule comes so long after a run was due. */
const yearOf = (of: Rhythm, lateMs: (run: number) => number) => {
  const runs = [];
  for (let runDay = nextRunDay(of, begin), count = 0; dueAtOf(of, runDay) < end; count += 1) {
    const now = new Date(dueAtOf(of, runDay).getTime() + lateMs(count));
    const run = planRun(of, tiling[of.every], { runDay, now });
    if (run === undefined) throw new Error('a run that is due is planned');
    runs.push({ run, now });
    runDay = nextRunDay(of, now);
  }
  return runs;
};

describe('reports by mail over a year', () => {
  it('go out once at each of their hours, however the clocks are set', () =>
    fc.assert(
      fc.property(rhythm, (of) => {
        const runs = yearOf(of, () => 0);
        for (const [index, { run }] of runs.entries()) {
          expect(dayAt(run.dueAt, of.timeZone)).toBe(run.day);
          if (index > 0) expect(run.dueAt.getTime()).toBeGreaterThan(runs[index - 1]?.run.dueAt.getTime() ?? 0);
        }
        const expected = { day: 397, week: 56, month: 13 }[of.every];
        expect(Math.abs(runs.length - expected)).toBeLessThanOrEqual(1);
      }),
      { numRuns: 60 },
    ));

  it('are of each day once, in their order, whatever was missed meanwhile, and none goes out twice', () =>
    fc.assert(
      fc.property(rhythm, fc.array(fc.integer({ min: 0, max: 40 * 24 }), { minLength: 1, maxLength: 12 }), (of, lateHours) => {
        const runs = yearOf(of, (count) => (lateHours[count % lateHours.length] ?? 0) * 3_600_000);
        for (const [index, { run, now }] of runs.entries()) {
          expect(run.dueAt <= now).toBe(true);
          expect(run.to < run.day).toBe(true);
          const before = runs[index - 1]?.run;
          if (before !== undefined) expect(daysBetween(before.to, run.from)).toBe(1);
        }
        expect(new Set(runs.map(({ run }) => run.day)).size).toBe(runs.length);
      }),
      { numRuns: 60 },
    ));
});
