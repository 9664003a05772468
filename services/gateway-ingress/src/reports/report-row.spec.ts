import { reportRow } from './report-row.js';

describe('the row of a report', () => {
  it.each([
    ['product', { key: 'MUG-1' }, ['MUG-1']],
    ['country', { key: '' }, ['']],
    ['tax', { key: 'US-NY', detail: 'New York', rate: '0.0825' }, ['US-NY', 'New York', '82500']],
    ['tax', { key: 'US-OR', detail: 'Oregon' }, ['US-OR', 'Oregon', '0']],
    ['tax', { key: 'US-CT', detail: 'x', rate: '0.088750' }, ['US-CT', 'x', '88750']],
    ['shipping', { key: 'ground', detail: 'US' }, ['ground', 'US']],
    ['decline', { key: 'do_not_honor', detail: 'declined' }, ['declined', 'do_not_honor']],
    ['settlement', { key: 'stripe' }, ['stripe']],
    ['settlement', {}, []],
    ['figures', { key: 'x' }, []],
  ] as const)('of %s: %j', (...[report, row, of]) => expect(reportRow(report, row)).toEqual(of));
});
