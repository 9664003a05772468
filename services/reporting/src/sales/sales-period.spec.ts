import { domainErrorOf } from '@tollgate/testing';
import { salesPeriod } from './sales-period.js';

describe('the period of a sales report', () => {
  it('includes both days', () =>
    expect(salesPeriod({ from: '2026-02-28', to: '2026-02-28' })).toEqual({ from: '2026-02-28', to: '2026-02-28' }));

  it.each(['', '2026-2-1', '2026-02-29', '2026-13-01', 'yesterday'])('does not begin on %j', (day) =>
    expect(domainErrorOf(() => salesPeriod({ from: day, to: '2026-12-31' }))).toMatchObject({
      code: 'invalid_date',
      field: '/from',
    }),
  );

  it('does not end before it begins', () =>
    expect(domainErrorOf(() => salesPeriod({ from: '2026-02-02', to: '2026-02-01' }))).toMatchObject({
      code: 'invalid_period',
      field: '/to',
    }));
});
