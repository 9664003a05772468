import { faultTable, type RunResult, reportOf, type Suffered } from './report.ts';

const suffered = (fault: string, answeredMs: number, completeMs = answeredMs * 2): Suffered => ({
  fault,
  answeredMs,
  completeMs,
  withinMs: 15_000,
});
const result: RunResult = {
  minutes: 6.5,
  orders: 5_000,
  operations: { place: { ok: 4_900, fail: 100, unknown: 0 } },
  downloads: { whole: 900, denied: 2, corrupt: 1, open: 0 },
  suffered: [suffered('kill:nats', 1_000), suffered('kill:nats', 3_000), suffered('kill:nats', 2_000), suffered('cut:smtp', 10)],
  settledMs: 2_500,
  lost: 0,
  double: 0,
  violations: [],
};

describe('the report of a run', () => {
  const lines = faultTable(result.suffered).split('\n');

  it('has each fault with how often it was, the median and the longest time to serve again', () => {
    expect(lines.find((line) => line.startsWith('kill:nats'))?.split(/ {2,}/)).toEqual([
      'kill:nats',
      '3',
      '2.0 s',
      '3.0 s',
      '4.0 s',
      '6.0 s',
    ]);
    expect(lines.at(-1)?.split(/ {2,}/).slice(0, 2)).toEqual(['all', '4']);
  });

  it('says never where it did not serve again', () =>
    expect(faultTable([suffered('full:nats', Number.POSITIVE_INFINITY)])).toContain('never'));

  it('counts what a download was refused as not done', () => expect(reportOf(result)).toMatch(/download +900 +3 +0/));

  it('names what was lost and every violation', () => {
    const text = reportOf({ ...result, lost: 2, violations: ['I1: order 1 is not in the log'] });
    expect(text).toContain('lost 2, double 0, 1 violations');
    expect(text).toContain('✗ I1: order 1 is not in the log');
  });
});
