import { localeOf } from '../texts/locale.js';
import { sumsTable } from './sums.js';

const locale = localeOf('en');

describe('the sums of an order', () => {
  it('name each tax, and leave out shipping where nothing is shipped', () => {
    const line = { jurisdiction: 'US-NY', name: 'New York sales tax', rate: '0.0400', taxable: 1000, amount: 40 };
    const sums = { subtotal: 1000, shipping: undefined, tax: 40, total: 1040, currency: 'USD', taxLines: [line] };
    const { text } = sumsTable(sums, locale);
    expect(text).toContain('New York sales tax, 4%</th><td>$0.40');
    expect(text).not.toContain('Shipping');
    expect(text).toContain('$10.40');
  });

  it('say what is not known yet, and what is free', () => {
    const sums = { subtotal: 1, shipping: 0, tax: null, total: null, currency: 'USD' };
    expect(sumsTable(sums, locale).text.match(/to follow/g)).toHaveLength(2);
    expect(sumsTable({ ...sums, tax: 0, total: 1 }, locale).text).toContain('free');
  });
});
