import { domainErrorOf } from '@tollgate/testing';
import { eventfulRows, rowCount, sortedBy } from './report-content.js';
import { contentOf, table } from './testing/content.js';

const names = (sort: string) => sortedBy(table, sort).rows.map(({ values }) => values[0]);

describe('what a file tells', () => {
  it('stands as the report has it, or by a column', () => {
    const asTheyAre = names('');
    expect(names('-net')).toEqual(['02138', '', '=1+1']);
    expect(names('net')).toEqual(['=1+1', '', '02138']);
    expect(asTheyAre).toEqual(['=1+1', '02138', '']);
  });

  it.each(['profit', '-', '--net', 'Net'])('has no column %s', (sort) =>
    expect(domainErrorOf(() => sortedBy(table, sort))).toMatchObject({ code: 'unknown_column', field: 'sort' }),
  );

  it('counts its rows, and those in which anything happened', () => {
    const content = contentOf(table);
    expect([rowCount(content), eventfulRows(content)]).toEqual([3, 2]);
  });
});
