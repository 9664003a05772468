import { type MailedReport, reportParts } from './report-letter.js';

const file = {
  merchant: 'mer_demo',
  mode: 'live',
  format: 'csv',
  from: '2026-11-23',
  to: '2026-11-29',
  timeZone: 'Europe/Berlin',
  currency: '',
  report: '',
  language: '',
};
const report: MailedReport = { dueAt: '2026-11-30T07:00:00.000Z', file, problem: '' };
const place = { language: 'en', store: 'The Corner Bookshop', fileName: 'journal-live.csv' } as const;

describe('a report by mail', () => {
  it('names store, days and zone, and the file that is attached', () => {
    const { title, says } = reportParts(report, place);
    expect(title).toMatch(/^The Corner Bookshop: journal, Nov 23\s–\s29, 2026$/);
    expect(says).toContain('journal-live.csv');
    expect(says).toContain('Europe/Berlin');
  });

  it('is called as its file is, in its reader’s language', () => {
    const tax = { ...report, file: { ...file, report: 'tax', language: 'de' } };
    const { title, says } = reportParts(tax, { ...place, language: 'de', fileName: 'tax-live.pdf' });
    expect(title).toMatch(/^The Corner Bookshop: Steuern, /);
    expect(says).toMatch(/^„Steuern“ für .* ist angehängt: tax-live\.pdf\./);
  });

  it('of one day names one, in its reader’s language', () =>
    expect(reportParts({ ...report, file: { ...file, from: '2026-11-29' } }, { ...place, language: 'de' }).title).toBe(
      'The Corner Bookshop: Journal, 29.11.2026',
    ));

  it('says that it is of test mode', () =>
    expect(reportParts({ ...report, file: { ...file, mode: 'test' } }, place).title).toMatch(/ \(test mode\)$/));

  it.each([
    ['', /too large/],
    ['currency_required', /cannot be written/],
  ])('says why nothing is attached, where the problem is “%s”', (problem, words) =>
    expect(reportParts({ ...report, problem }, { ...place, fileName: '' }).says).toMatch(words),
  );
});
