import { create, OpenExportRequestSchema } from '@tollgate/contracts';
import { planReport } from './plan-report.js';
import { reportHeaders } from './report-headers.js';

const wish = { merchant: 'mer_a', mode: 'live', report: 'customer-kinds', format: 'xlsx', from: '2026-11-01', to: '2026-11-30' };

it.each([
  ['', 'customer-kinds-live-2026-11-01-2026-11-30.xlsx'],
  ['USD', 'customer-kinds-live-2026-11-01-2026-11-30-USD.xlsx'],
])('a file of the currency “%s” is called %s', (currency, name) =>
  expect(reportHeaders(planReport(create(OpenExportRequestSchema, { ...wish, currency })), 7)).toEqual({
    'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'content-disposition': `attachment; filename="${name}"`,
    'x-export-entries': '7',
  }),
);
