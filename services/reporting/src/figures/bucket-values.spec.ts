import { bucketStatement } from './bucket-statement.js';
import { bucketValues } from './bucket-values.js';
import { periodOf } from './buckets.js';

const owner = { merchant: 'mer_a', mode: 'test', currency: 'EUR' };
const period = periodOf({ from: '2026-11-01T00:00:00Z', to: '2026-11-04T00:00:00Z', timeZone: 'UTC', bucket: 'day' });

describe('sums by bucket', () => {
  it('go bucket by bucket, by the longest grain that fits', () =>
    expect(bucketValues(owner, period, '[]')).toEqual([
      'mer_a',
      'test',
      ['day', 'day', 'day'],
      ['2026-11-01T00:00:00.000Z', '2026-11-02T00:00:00.000Z', '2026-11-03T00:00:00.000Z'],
      ['2026-11-02T00:00:00.000Z', '2026-11-03T00:00:00.000Z', '2026-11-04T00:00:00.000Z'],
      [0, 1, 2],
      '[]',
      2,
      'EUR',
    ]));

  it('of a period that was cut short go to the cut, and further rows are of the bucket that it lies in', () => {
    const toMs = Date.parse('2026-11-02T10:30:00Z');
    const [, , grains, from, to, buckets, , open] = bucketValues(owner, { ...period, toMs }, '[]');
    expect({ grains, from, to, buckets, open }).toEqual({
      grains: ['day', 'hour', 'quarter'],
      from: ['2026-11-01T00:00:00.000Z', '2026-11-02T00:00:00.000Z', '2026-11-02T10:00:00.000Z'],
      to: ['2026-11-02T00:00:00.000Z', '2026-11-02T10:00:00.000Z', '2026-11-02T10:30:00.000Z'],
      buckets: [0, 1, 1],
      open: 1,
    });
  });

  it('of a period that was cut where a bucket begins have further rows in that one', () =>
    expect(bucketValues(owner, { ...period, toMs: Date.parse('2026-11-02T00:00:00Z') }, '[]').at(-2)).toBe(1));

  it('are told apart by the keys of the read model', () =>
    expect(bucketStatement({ table: 'settlements', keys: ['processor'], measures: ['refunds'] })).toContain(
      'GROUP BY currency, bucket, processor ORDER BY currency, bucket, processor',
    ));
});
