import { domainErrorOf } from '@tollgate/testing';
import { customersPeriod } from './customers-period.js';

const from = '2027-11-01T00:00:00-04:00';

describe('the time of a report on customers', () => {
  it('may be a leap year whose last day is an hour longer', () => {
    const { fromMs, toMs } = customersPeriod({ from, to: '2028-11-01T01:00:00-04:00' });
    expect((toMs - fromMs) / 3_600_000).toBe(366 * 24 + 1);
  });

  it.each(['2028-11-05T00:00:00-05:00', '2027-10-01T00:00:00Z'])('is at most a year, and no less than nothing: until %s', (to) =>
    expect(domainErrorOf(() => customersPeriod({ from, to }))).toMatchObject({ code: 'invalid_period', field: '/to' }),
  );
});
