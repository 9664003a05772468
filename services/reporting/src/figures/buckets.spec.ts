import { domainErrorOf } from '@tollgate/testing';
import { daysOf, momentsIn, periodOf } from './buckets.js';

const labels = (from: string, to: string, timeZone: string, bucket: string): readonly string[] =>
  periodOf({ from, to, timeZone, bucket }).buckets.map(({ label }) => label);

describe('R1: a period is parted into', () => {
  it('hours of the clock, of which one may come twice and one not at all', () => {
    expect(labels('2026-11-01T04:30:00Z', '2026-11-01T08:00:00Z', 'America/New_York', 'hour')).toEqual([
      '2026-11-01T00:00-04:00',
      '2026-11-01T01:00-04:00',
      '2026-11-01T01:00-05:00',
      '2026-11-01T02:00-05:00',
    ]);
    expect(labels('2026-09-06T03:00:00Z', '2026-09-06T05:00:00Z', 'America/Santiago', 'hour')).toEqual([
      '2026-09-05T23:00-04:00',
      '2026-09-06T01:00-03:00',
    ]);
    expect(labels('2026-11-22T18:30:00Z', '2026-11-22T20:00:00Z', 'Asia/Kolkata', 'hour')).toEqual([
      '2026-11-23T00:00+05:30',
      '2026-11-23T01:00+05:30',
    ]);
  });

  it('days of the zone, the first and the last as far as it goes', () => {
    const { buckets } = periodOf({
      from: '2026-10-31T12:00:00Z',
      to: '2026-11-02T12:00:00Z',
      timeZone: 'America/New_York',
      bucket: 'day',
    });
    expect(buckets.map(({ label, beginMs }) => [label, new Date(beginMs).toISOString()])).toEqual([
      ['2026-10-31', '2026-10-31T12:00:00.000Z'],
      ['2026-11-01', '2026-11-01T04:00:00.000Z'],
      ['2026-11-02', '2026-11-02T05:00:00.000Z'],
    ]);
  });

  it('months', () =>
    expect(labels('2026-11-15T00:00:00Z', '2027-01-02T00:00:00Z', 'Asia/Tokyo', 'month')).toEqual([
      '2026-11',
      '2026-12',
      '2027-01',
    ]));

  it('one bucket that is all of it, named by its days', () =>
    expect(labels('2026-11-01T04:00:00Z', '2026-12-01T05:00:00Z', 'America/New_York', 'period')).toEqual([
      '2026-11-01/2026-11-30',
    ]));

  it('nothing, where it is none', () =>
    expect(['day', 'period'].map((by) => labels('2026-11-15T00:00:00Z', '2026-11-15T00:00:00Z', '', by))).toEqual([[], []]));
});

describe('a period', () => {
  it('is brought to whole quarters of an hour', () => {
    const { fromMs, toMs } = momentsIn({ from: '2026-11-15T00:14:59.999Z', to: '2026-11-15T01:00:00.001+00:00' });
    expect([fromMs, toMs].map((ms) => new Date(ms).toISOString())).toEqual([
      '2026-11-15T00:00:00.000Z',
      '2026-11-15T01:15:00.000Z',
    ]);
  });

  it('of days begins with the first and ends with the last of them', () => {
    const { fromMs, toMs, buckets } = daysOf({ from: '2026-09-05', to: '2026-09-06', timeZone: 'America/Santiago' });
    expect([fromMs, toMs].map((ms) => new Date(ms).toISOString())).toEqual([
      '2026-09-05T04:00:00.000Z',
      '2026-09-07T03:00:00.000Z',
    ]);
    expect(buckets.map(({ label }) => label)).toEqual(['2026-09-05', '2026-09-06']);
  });

  const asked = { from: '2026-11-01T00:00:00Z', to: '2026-11-02T00:00:00Z', timeZone: '', bucket: 'day' };
  it.each([
    ['invalid_date', '/from', { from: '2026-11-01' }],
    ['invalid_date', '/to', { to: '2026-13-01T00:00:00Z' }],
    ['invalid_period', '/to', { to: '2026-10-01T00:00:00Z' }],
    ['invalid_period', '/to', { to: '2027-11-01T00:00:00Z', bucket: 'hour' }],
    ['invalid_bucket', '/bucket', { bucket: 'week' }],
    ['invalid_time_zone', '/timeZone', { timeZone: 'Mars/Olympus' }],
  ])('is refused with %s at %s', (code, field, change) =>
    expect(domainErrorOf(() => periodOf({ ...asked, ...change }))).toMatchObject({ code, field }),
  );
});
