import { pageOf, pagesFor } from './navigation.js';

describe('the menu', () => {
  it.each([
    ['/', 'home'],
    ['', 'home'],
    ['/orders', 'orders'],
    ['/orders/ord_1', 'orders'],
    ['/reports/tax', 'reports'],
    ['/settings/fraud', 'settings'],
    ['/terminal/ord_1', 'terminal'],
    ['/fraud/block', 'fraud'],
    ['/approvals', 'approvals'],
    ['/webhooks/whe_1/whd_1', 'webhooks'],
    ['/nowhere', undefined],
  ])('shows of %s that one is at %s', (path, name) => expect(pageOf(path)).toBe(name));

  it('leaves out the pages that somebody has no right to', () =>
    expect(pagesFor((right) => right === 'orders:read').map(({ name }) => name)).toEqual(['orders', 'fraud']));
});
