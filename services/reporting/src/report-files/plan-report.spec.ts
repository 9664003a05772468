import { create, OpenExportRequestSchema } from '@tollgate/contracts';
import { domainErrorOf } from '@tollgate/testing';
import { bucketOf, planReport } from './plan-report.js';

const wish = { merchant: 'mer_a', mode: 'test', report: 'tax', format: 'csv', from: '2026-11-01', to: '2026-11-30' };
const planned = (change: object = {}) => planReport(create(OpenExportRequestSchema, { ...wish, ...change }));

describe('a file of a report', () => {
  it('is planned by days of a zone', () =>
    expect(planned({ timeZone: 'America/New_York', currency: 'USD', sort: '-net' })).toMatchObject({
      ...wish,
      timeZone: 'America/New_York',
      currency: 'USD',
      sort: '-net',
      at: '',
    }));

  it.each([
    ['not_found', { report: 'toString' }],
    ['format_not_of_reports', { format: 'iif' }],
    ['invalid_date', { from: '2026-02-30' }],
    ['invalid_period', { to: '2026-10-31' }],
    ['unknown_currency', { currency: 'usd' }],
    ['invalid_time_zone', { timeZone: 'Mars/Olympus' }],
    ['invalid_date', { at: 'yesterday' }],
  ])('is refused with %s', (code, change) => expect(domainErrorOf(() => planned(change))).toMatchObject({ code }));
});

it('92 days are told by day, more by month', () => {
  expect(bucketOf({ from: '2026-01-01', to: '2026-04-02' })).toBe('day');
  expect(bucketOf({ from: '2026-01-01', to: '2026-04-03' })).toBe('month');
});
