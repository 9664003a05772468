import { brokenIn, exitCodeOf, faultTable, findsLoss, type RunResult, reportOf, type Suffered, uncheckedIn } from './report.ts';

const suffered = (fault: string, answeredMs: number, completeMs = answeredMs * 2): Suffered => ({
  fault,
  begunMs: 0,
  overMs: 1_000,
  answeredMs,
  completeMs,
  servesWithinMs: 15_000,
  completesWithinMs: 30_000,
});
const result: RunResult = {
  minutes: 6.5,
  orders: 5_000,
  operations: { place: { ok: 4_900, fail: 100, unknown: 0 } },
  downloads: { whole: 900, denied: 2, corrupt: 1, open: 0 },
  copies: { whole: 90, denied: 0, corrupt: 0, open: 1 },
  sales: {
    keys: { sold: 40, revoked: 3, free: 50, kept: 1, unplaced: 2, broken: [] },
    webhooks: { wanted: 100, came: 104, missing: ['evt_1'], broken: ['evt_2'] },
  },
  suffered: [suffered('kill:nats', 1_000), suffered('kill:nats', 3_000), suffered('kill:nats', 2_000), suffered('cut:smtp', 10)],
  settledMs: 2_500,
  lost: 0,
  double: 0,
  violations: [],
  unchecked: [],
  verdicts: [],
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

  it('tells of answers only where the fault lies on an order’s way to them', () =>
    expect(lines.find((line) => line.startsWith('cut:smtp'))?.split(/ {2,}/)).toEqual([
      'cut:smtp',
      '1',
      '–',
      '–',
      '0.0 s',
      '0.0 s',
    ]));

  it('says never where it did not serve again', () =>
    expect(faultTable([suffered('full:nats', Number.POSITIVE_INFINITY)])).toContain('never'));

  it('counts what a download was refused as not done', () => expect(reportOf(result)).toMatch(/download +900 +3 +0/));

  it('tells what became of copies, license keys and webhooks, or that it could not be found out', () => {
    const text = reportOf(result);
    expect(text).toMatch(/with a stamp +90 +0 +1/);
    expect(text).toContain('license keys: 40 sold, 3 revoked, 1 kept for open orders, 2 for unplaced ones, 50 free');
    expect(text).toContain('webhooks: 100 wanted, 1 missing, came 104 times; 1 wrong');
    expect(reportOf({ ...result, sales: undefined })).toContain('license keys and webhooks: ?');
  });

  it('names what was lost and every violation', () => {
    const text = reportOf({ ...result, lost: 2, violations: ['I1: order 1 is not in the log'] });
    expect(text).toContain('lost 2, double 0, 1 violations');
    expect(text).toContain('✗ I1: order 1 is not in the log');
  });
});

describe('the programs that judge', () => {
  const clean = { name: 'the checker', exitCode: 0, output: '✓ I1 all is there' };
  const broken = { name: 'the checker', exitCode: 1, output: '✗ I1  acknowledged: 2 broken\n       first: an order\n✓ I2' };
  const blind = { name: 'the checker', exitCode: 2, output: '? I11 mails: 0 looked at' };

  it('are quoted where they found something', () => {
    expect(brokenIn(broken)).toEqual(['the checker: I1  acknowledged: 2 broken']);
    expect(brokenIn({ ...broken, output: 'a stack trace' })).toEqual(['the checker: ended with 1']);
    expect([brokenIn(clean), brokenIn(blind), uncheckedIn(clean), uncheckedIn(broken)]).toEqual([[], [], [], []]);
    expect(uncheckedIn(blind)).toEqual(['the checker: I11 mails: 0 looked at']);
  });

  it('make a run fail where something is broken, and count as no answer where they could not look', () => {
    const exitCode = (violations: readonly string[], unchecked: readonly string[]) => exitCodeOf({ violations, unchecked });
    expect([exitCode([], []), exitCode(['I1'], []), exitCode([], ['I11']), exitCode(['I1'], ['I11'])]).toEqual([0, 1, 2, 1]);
  });

  it('have found a loss only where the independent one names I1', () => {
    expect(findsLoss([clean, broken])).toBe(true);
    expect(findsLoss([clean, { ...broken, name: 'tollgate audit' }])).toBe(false);
    expect(
      findsLoss([
        { ...broken, output: '✗ I13 the chains' },
        { ...broken, output: '✗ I11 mails' },
      ]),
    ).toBe(false);
  });
});
