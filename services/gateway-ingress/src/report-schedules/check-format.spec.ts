import { domainErrorOf } from '@tollgate/testing';
import { checkFormat } from './check-format.js';

describe('the format of what goes out by mail', () => {
  it.each([
    ['journal', 'datev'],
    ['journal', 'pdf'],
    ['tax', 'pdf'],
    ['sales', 'csv'],
  ])('%s: may be %s', (report, format) => expect(checkFormat({ report, format })).toBeUndefined());

  it.each(['datev', 'iif', 'qbo', 'xero', 'beancount', 'hledger'])('of a report is not %s, which tells of entries', (format) =>
    expect(domainErrorOf(() => checkFormat({ report: 'tax', format }))).toMatchObject({
      code: 'format_not_of_reports',
      field: '/format',
    }),
  );
});
