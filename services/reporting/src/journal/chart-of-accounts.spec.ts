import { accountKey, accountOf } from './chart-of-accounts.js';

describe('the chart of accounts', () => {
  it.each([
    ['clearing:stripe', 'asset', 'Payment clearing stripe', 'Assets:Clearing:Stripe'],
    ['sales:digital', 'income', 'Sales digital', 'Income:Sales:Digital'],
    ['shipping:charged', 'income', 'Shipping charged', 'Income:Shipping:Charged'],
    ['returns:physical', 'contra_income', 'Returns physical', 'Income:Returns:Physical'],
    ['tax:US-NY', 'liability', 'Sales tax payable US-NY', 'Liabilities:Sales-Tax:US-NY'],
    ['tax:Île de: France', 'liability', 'Sales tax payable Île de: France', 'Liabilities:Sales-Tax:X-le-de--France'],
  ])('%s is an account of type %s, named %s, at %s', (...[key, type, name, path]) => {
    const account = accountOf(key);
    expect([account.type, account.name, account.path.join(':')]).toEqual([type, name, path]);
  });

  it('gives what has no name of its own the account `other`', () => expect(accountKey('tax', '')).toBe('tax:other'));

  it('knows no other account', () => {
    expect(() => accountOf('cash:box')).toThrow(TypeError);
    expect(() => accountOf('tax')).toThrow(TypeError);
    expect(() => accountOf('constructor:x')).toThrow(TypeError);
  });
});
