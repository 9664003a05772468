import { money, usd } from '@tollgate/money';
import { showMoney, showRate } from './show.js';

describe('how a mail writes', () => {
  it.each([
    [usd(5426n), '54.26 USD'],
    [usd(5n), '0.05 USD'],
    [money(5426n, 'JPY'), '5426 JPY'],
    [money(5426n, 'KWD'), '5.426 KWD'],
  ])('an amount by the decimals of its currency', (amount, shown) => expect(showMoney(amount)).toBe(shown));

  it.each([
    [40_000, '4 %'],
    [47_500, '4.75 %'],
    [88_750, '8.875 %'],
    [100_000, '10 %'],
    [0, '0 %'],
  ])('a rate of %d ppm as %s', (rate, shown) => expect(showRate(rate)).toBe(shown));
});
