import { row, rule } from './text.js';

describe('a row of a mail as text', () => {
  it('is as wide as the rule, its amount to the right', () => {
    const line = row('Subtotal', '19.99 USD');
    expect(line).toHaveLength(rule.length);
    expect(line).toMatch(/^Subtotal {2,}19\.99 USD$/);
  });

  it('keeps its columns where signs are two columns wide', () => {
    expect(row('小計', '5,426 JPY')).toBe(`小計${' '.repeat(55)}5,426 JPY`);
    expect(row('ガ', '1')).toHaveLength(row('か', '1').length);
    expect(row('が'.normalize('NFD'), '1').normalize('NFC')).toBe(row('が', '1'));
  });

  it('gives a label that is too long a line of its own', () => {
    const [label, amount] = row('x'.repeat(60), '19.99 USD').split('\n');
    expect(label).toBe('x'.repeat(60));
    expect(amount).toMatch(/^ {59}19\.99 USD$/);
  });
});
