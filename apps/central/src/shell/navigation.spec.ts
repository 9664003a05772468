import { pageOf } from './navigation.js';

describe('the menu', () => {
  it.each([
    ['/', 'home'],
    ['', 'home'],
    ['/orders', 'orders'],
    ['/orders/ord_1', 'orders'],
    ['/settings/fraud', 'settings'],
    ['/fraud/block', 'fraud'],
    ['/nowhere', undefined],
  ])('shows of %s that one is at %s', (path, name) => expect(pageOf(path)).toBe(name));
});
