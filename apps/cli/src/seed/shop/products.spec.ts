import { Chance } from '../chance.js';
import { markets } from './markets.data.js';
import { namePools } from './names.data.js';
import { basketOf, catalogue, chargeIn, priceIn } from './products.js';

describe('what the shop sells', () => {
  it('has a sku of its own for each product, both to download and to ship', () => {
    expect(new Set(catalogue.map(({ sku }) => sku)).size).toBe(catalogue.length);
    for (const { grams, files } of catalogue) expect(files.length > 0).toBe(grams === 0);
  });

  it('has a price in the currency of every market, and nothing for nothing', () => {
    for (const { currency } of markets) {
      for (const { usCents } of catalogue) expect(priceIn(currency, usCents)).toBeGreaterThan(0);
      expect(Number.isInteger(chargeIn(currency, 495))).toBe(true);
      expect(priceIn(currency, 0)).toBe(0);
    }
  });

  it.each([
    ['USD', 1_999],
    ['JPY', 2_980],
    ['KWD', 6_250],
    ['KRW', 26_900],
  ])('asks in %s as prices are there', (currency, minor) => expect(priceIn(currency, 1_999)).toBe(minor));

  it('sells some of it much, and much of it seldom', () => {
    const chance = Chance.of('demand');
    const sold = new Map<string, number>();
    for (let i = 0; i < 20_000; i += 1)
      for (const { product } of basketOf(chance)) sold.set(product.sku, (sold.get(product.sku) ?? 0) + 1);
    const counts = [...sold.values()].sort((a, b) => b - a);
    const total = counts.reduce((a, b) => a + b, 0);
    expect(counts.slice(0, 30).reduce((a, b) => a + b, 0) / total).toBeGreaterThan(0.35);
    expect(sold.size).toBeGreaterThan(0.95 * catalogue.length);
  });

  it('knows how people are called in every market', () => {
    for (const { names } of markets) expect(namePools[names]?.given.length).toBeGreaterThan(3);
    for (const { given, family } of Object.values(namePools))
      for (const [, latin] of [...given, ...family]) expect(latin).toMatch(/^[a-z-]+$/);
  });
});
