import { wordsOf } from '@tollgate/report-tables';
import { isReport, type ReportName, reportTable } from './report-kinds.js';

const telling = {
  days: { from: '2026-11-01', to: '2026-11-30' },
  words: wordsOf('de'),
  tag: 'de',
  storeName: (merchant: string) => `store ${merchant}`,
};
const first = (name: ReportName, rows: object) => reportTable(name, { currency: 'USD', ...rows }, telling).rows[0]?.values;

describe('the table of a report', () => {
  it('has its columns where nothing happened', () => {
    const names = ['sales', 'tax', 'settlement', 'customers', 'customer-kinds', 'stores'] as const;
    for (const name of names) {
      const { columns, rows } = reportTable(name, { currency: 'USD' }, telling);
      expect([columns.length > 3, rows]).toEqual([true, []]);
    }
  });

  it('names codes in the language of the file', () => {
    expect(first('countries', { breakdown: [{ key: 'DE' }] })?.[0]).toBe('Deutschland');
    expect(first('customer-kinds', { groups: [{ kind: 'new' }] })?.[0]).toBe('Neu');
    expect(first('stores', { stores: [{ store: 'mer_a' }] })?.[0]).toBe('store mer_a');
    expect(first('customers', { customers: [{ order: 'a', id: null, name: null, email: null }] })?.[0]).toBe(
      telling.words.reports.forgotten,
    );
  });

  it('is there for reports alone', () => expect(['tax', 'journal', 'toString'].map(isReport)).toEqual([true, false, false]));
});
