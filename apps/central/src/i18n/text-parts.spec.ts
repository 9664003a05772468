import { inOrder, textsOf } from './text-parts.js';

describe('the texts of a page', () => {
  it.each([
    ['/mer_demo/test', ['first']],
    ['/mer_demo/test/', ['first']],
    ['/mer_demo/live/orders', ['first']],
    ['/mer_demo/test/orders/ord_1', ['first']],
    ['/mer_demo/test/orders/print/slips', ['first', 'later']],
    ['/mer_demo/test/terminal', ['first', 'later']],
    ['/mer_demo/test/webhooks/whe_1/whd_1', ['first', 'later']],
    ['/mer_demo/test/reports', ['first', 'reports']],
    ['/mer_demo/test/reports/sales', ['first', 'reports']],
    ['/mer_demo/test/reportsomething', ['first', 'later']],
  ] as const)('%s: %s', (location, parts) => expect(textsOf(location)).toEqual(parts));

  it('come before all others', () => {
    expect(inOrder(['first'])).toEqual(['first', 'later', 'reports']);
    expect(inOrder(['first', 'reports'])).toEqual(['first', 'reports', 'later']);
  });
});
