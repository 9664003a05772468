import { percent, sumsTable } from './sums.js';

describe('the sums of an order', () => {
  it.each([
    ['0.0400', '4%'],
    ['0.0625', '6.25%'],
    ['0', '0%'],
    ['0.088750', '8.875%'],
  ])('show a rate of %s as %s', (rate, text) => expect(percent(rate)).toBe(text));

  it('name each tax, and leave out shipping where nothing is shipped', () => {
    const line = { jurisdiction: 'US-NY', name: 'New York sales tax', rate: '0.0400', taxable: 1000, amount: 40 };
    const { text } = sumsTable({ subtotal: 1000, shipping: undefined, tax: 40, total: 1040 }, 'USD', [line]);
    expect(text).toContain('New York sales tax, 4%</th><td>$0.40');
    expect(text).not.toContain('Shipping');
    expect(text).toContain('$10.40');
  });

  it('say what is not known yet, and what is free', () => {
    expect(sumsTable({ subtotal: 1, shipping: 0, tax: null, total: null }, 'USD').text.match(/to follow/g)).toHaveLength(2);
    expect(sumsTable({ subtotal: 1, shipping: 0, tax: 0, total: 1 }, 'USD').text).toContain('free');
  });
});
