import { sorted, withEntry } from './control-totals.js';

const entry = (currency: string, minor: bigint) => ({
  currency,
  lines: [
    { account: 'clearing:stripe', minor },
    { account: 'sales:digital', minor: -minor },
  ],
});

describe('control totals', () => {
  it('count entries and lines and add up debits, currency by currency', () => {
    const totals = [entry('USD', 100n), entry('EUR', 7n), entry('USD', -40n)].reduce(withEntry, new Map());
    expect(sorted(totals)).toEqual([
      { currency: 'EUR', entries: 1, lines: 2, turnover: 7n },
      { currency: 'USD', entries: 2, lines: 4, turnover: 140n },
    ]);
  });

  it('are none of no entries', () => expect(sorted(new Map())).toEqual([]));
});
