import {
  fieldsOf,
  hourName,
  isComplete,
  newSchedule,
  type ReportSchedule,
  titleOf,
  wantsCurrency,
  weekdayName,
  withReport,
} from './schedule.js';

const fields = newSchedule('usr_1', 'de');

describe('a report by mail', () => {
  it('is set up with what most want, and can be sent as it stands', () => {
    expect(fields).toMatchObject({ period: 'last_month', every: 'month', recipients: ['usr_1'], language: 'de' });
    expect(isComplete(fields)).toBe(true);
  });

  it.each([
    ['nobody to send it to', { recipients: [] }],
    ['half a currency', { currency: 'US' }],
  ])('is not sent with %s', (_, change) => expect(isComplete({ ...fields, ...change })).toBe(false));

  it('is told where its format has one currency, and none is named', () => {
    expect(wantsCurrency({ ...fields, format: 'iif' })).toBe(true);
    expect(wantsCurrency({ ...fields, format: 'iif', currency: 'USD' })).toBe(false);
    expect(wantsCurrency(fields)).toBe(false);
  });

  it('of a report is in a format that reports have', () => {
    expect(withReport({ ...fields, format: 'datev' }, 'tax')).toMatchObject({ report: 'tax', format: 'xlsx' });
    expect(withReport({ ...fields, format: 'pdf' }, 'tax')).toMatchObject({ report: 'tax', format: 'pdf' });
    expect(withReport({ ...fields, format: 'datev' }, 'journal').format).toBe('datev');
  });

  it('is changed by its fields alone', () => {
    const shown: ReportSchedule = {
      ...fields,
      id: 'rsc_1',
      recipients: [{ id: 'usr_1', name: 'Ann', email: 'ann@shop.example' }],
      isPaused: true,
      nextRunAt: null,
      lastRun: null,
    };
    expect(fieldsOf(shown)).toEqual(fields);
  });

  it('names days and hours in the user’s language', () => {
    expect([weekdayName(1, 'de'), weekdayName(7, 'fr')]).toEqual(['Montag', 'dimanche']);
    expect([hourName(7, 'de'), hourName(19, 'en-US')]).toEqual(['07:00', '07:00 PM']);
  });

  it('is named by its format', () => expect([titleOf('datev'), titleOf('of_later')]).toEqual(['DATEV', 'of_later']));
});
