import { jsonOf } from './table-json.js';

it('a report as JSON has a row for each row, by the names of its columns', () => {
  const rows = [{ id: '1', values: ['A "B"', -120, null] }];
  const columns = [
    { name: 'product', kind: 'text' },
    { name: 'net', kind: 'amount' },
    { name: 'rate', kind: 'rate' },
  ] as const;
  expect(JSON.parse(jsonOf({ columns, rows, totals: [] }, rows, 'USD'))).toEqual({
    currency: 'USD',
    data: [{ product: 'A "B"', net: -120, rate: null, currency: 'USD' }],
  });
});
