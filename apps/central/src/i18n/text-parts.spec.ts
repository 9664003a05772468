import { inOrder, textsOf } from './text-parts.js';

describe('the texts of a page', () => {
  it.each([
    ['/mer_demo/test', ['first']],
    ['/mer_demo/test/', ['first']],
    ['/mer_demo/live/orders', ['first']],
    ['/mer_demo/test/orders/ord_1', ['first']],
    ['/mer_demo/test/orders/print/slips', ['first', 'sales']],
    ['/mer_demo/test/terminal', ['first', 'sales']],
    ['/mer_demo/test/webhooks/whe_1/whd_1', ['first', 'store']],
    ['/mer_demo/test/settings/fraud', ['first', 'store']],
    ['/mer_demo/test/reports', ['first', 'reports']],
    ['/mer_demo/test/reports/sales', ['first', 'reports']],
    ['/mer_demo/test/reportsomething', ['first', 'sales']],
  ] as const)('%s: %s', (location, parts) => expect(textsOf(location)).toEqual(parts));

  it('come before all others', () => {
    expect(inOrder(['first'])).toEqual(['first', 'sales', 'store', 'reports']);
    expect(inOrder(['first', 'reports'])).toEqual(['first', 'reports', 'sales', 'store']);
  });
});
