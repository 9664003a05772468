import { bucketStatement } from './bucket-statement.js';
import { bucketValues } from './bucket-values.js';
import { periodOf } from './buckets.js';

const owner = { merchant: 'mer_a', mode: 'test' };
const period = periodOf({ from: '2026-11-01T00:00:00Z', to: '2026-11-04T00:00:00Z', timeZone: 'UTC', bucket: 'day' });

describe('sums by bucket', () => {
  it('go by the longest grain that fits', () =>
    expect(bucketValues(owner, period, '[]')).toMatchObject([
      'mer_a',
      'test',
      'day',
      expect.anything(),
      expect.anything(),
      [0, 0, 0].map(() => expect.any(String)),
      [],
      [],
      '[]',
    ]));

  it('of a period that was cut short go to the cut, by quarters where it lies within an hour', () => {
    const toMs = Date.parse('2026-11-02T10:30:00Z');
    const [, , grain, , to, begins, without, quarters] = bucketValues(owner, { ...period, toMs }, '[]');
    expect({ grain, to, begins, without, quarters }).toEqual({
      grain: 'hour',
      to: '2026-11-02T10:30:00.000Z',
      begins: ['2026-11-01T00:00:00.000Z', '2026-11-02T00:00:00.000Z'],
      without: ['2026-11-02T10:00:00.000Z'],
      quarters: ['2026-11-02T10:00:00.000Z', '2026-11-02T10:15:00.000Z'],
    });
  });

  it('are told apart by the keys of the read model', () =>
    expect(bucketStatement({ table: 'settlements', keys: ['processor'], measures: ['refunds'] })).toContain(
      'GROUP BY currency, bucket, processor ORDER BY currency, bucket, processor',
    ));
});
