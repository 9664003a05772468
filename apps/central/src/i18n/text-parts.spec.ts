import { isIn, textsOf } from './text-parts.js';

describe('the texts of a page', () => {
  it.each([
    ['/mer_demo/test', 'first'],
    ['/mer_demo/test/', 'first'],
    ['/mer_demo/live/orders', 'first'],
    ['/mer_demo/test/orders/ord_1', 'first'],
    ['/mer_demo/test/orders/print/slips', 'later'],
    ['/mer_demo/test/terminal', 'later'],
    ['/mer_demo/test/reports', 'reports'],
    ['/mer_demo/test/reports/sales', 'reports'],
    ['/mer_demo/test/reportsomething', 'later'],
  ] as const)('%s: %s', (location, part) => expect(textsOf(location)).toBe(part));

  it('come with those of the parts before', () => {
    expect([isIn('first', 'later'), isIn('later', 'later'), isIn('reports', 'later')]).toEqual([true, true, false]);
  });
});
