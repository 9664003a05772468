import { DomainError } from '@tollgate/errors';
import { momentsOf, planExport } from './plan-export.js';

const wish = {
  merchant: 'mer_demo',
  mode: 'live',
  format: 'csv',
  from: '2026-11-01',
  to: '2026-11-30',
  timeZone: '',
  currency: '',
};
const planned = { ...wish, timeZone: 'UTC', currency: undefined };

describe('what an export is to be about', () => {
  it('is of UTC days and of all currencies unless it is said', () => expect(planExport(wish)).toEqual(planned));

  it('is of the days of a zone and of one currency where that is said', () =>
    expect(planExport({ ...wish, timeZone: 'Pacific/Kiritimati', currency: 'JPY' })).toEqual({
      ...planned,
      timeZone: 'Pacific/Kiritimati',
      currency: 'JPY',
    }));

  it.each([
    ['not_found', { format: 'xls' }],
    ['not_found', { format: 'constructor' }],
    ['invalid_date', { from: '2026-02-30' }],
    ['invalid_period', { to: '2026-10-31' }],
    ['invalid_time_zone', { timeZone: 'Mars/Olympus' }],
    ['unknown_currency', { currency: 'XYZ' }],
  ])('is refused with %s for %j', (code, change) => {
    expect(() => planExport({ ...wish, ...change })).toThrow(expect.objectContaining({ code }));
    expect(() => planExport({ ...wish, ...change })).toThrow(DomainError);
  });
});

describe('R1: the days of an export', () => {
  it.each([
    ['UTC', '2026-11-01', '2026-11-30', '2026-11-01T00:00:00.000Z', '2026-12-01T00:00:00.000Z'],
    ['America/New_York', '2026-11-01', '2026-11-01', '2026-11-01T04:00:00.000Z', '2026-11-02T05:00:00.000Z'],
    ['Pacific/Kiritimati', '2026-12-31', '2026-12-31', '2026-12-30T10:00:00.000Z', '2026-12-31T10:00:00.000Z'],
    ['America/Santiago', '2026-09-06', '2026-09-06', '2026-09-06T04:00:00.000Z', '2026-09-07T03:00:00.000Z'],
  ])('in %s from %s to %s are the time from %s to %s', (...[timeZone, from, to, begin, end]) =>
    expect(momentsOf({ from, to, timeZone })).toEqual({ from: begin, to: end }),
  );
});
