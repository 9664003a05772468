import { create, OrderLineSchema } from '@tollgate/contracts';
import { money } from '@tollgate/money';
import { markets } from '../shop/markets.data.js';
import { yearOf } from '../testing/world.js';
import { priceCart } from './price.js';

const market = (country: string) => {
  const found = markets.find((one) => one.country === country);
  if (found === undefined) throw new Error(country);
  return found;
};
const book = (currency: string) =>
  create(OrderLineSchema, { sku: 'E', quantity: 1, unitAmount: money(1_999n, currency), taxClass: 'digital_goods' });
const mug = (currency: string) =>
  create(OrderLineSchema, {
    sku: 'M',
    quantity: 2,
    unitAmount: money(1_250n, currency),
    taxClass: 'tangible_goods',
    isShipped: true,
    weightGrams: 400,
  });

describe('a price', () => {
  it('has the tax of its state, on what that state taxes', () => {
    const lines = [book('USD'), mug('USD')];
    const priced = priceCart({ market: market('US'), region: 'NY', lines, shippingMethod: 'ground' });
    expect(priced).toMatchObject({
      subtotal: money(4_499n, 'USD'),
      shipping: money(795n, 'USD'),
      tax: money(132n, 'USD'),
      total: money(5_426n, 'USD'),
    });
    expect(priced.taxLines.map(({ jurisdiction }) => jurisdiction)).toEqual(['US-NY']);
  });

  it('has none where there is none', () =>
    expect(priceCart({ market: market('US'), region: 'OR', lines: [mug('USD')], shippingMethod: '' }).taxLines).toEqual([]));

  it('has VAT on everything abroad', () => {
    const priced = priceCart({ market: market('DE'), region: '', lines: [book('EUR')], shippingMethod: '' });
    expect([priced.tax.minor, priced.taxLines[0]?.jurisdiction]).toEqual([380n, 'DE']);
  });

  it('I5: adds up to the unit, line by line, in every order of a year', () => {
    const orders = yearOf({ orders: 500 }).filter(({ events }) => events[0]?.type === 'OrderPlaced');
    for (const { events } of orders) {
      const priced = events.find(({ type }) => type === 'OrderPriced');
      if (priced?.type !== 'OrderPriced') throw new Error('not priced');
      const { subtotal, shipping, tax, total, taxLines } = priced.data;
      expect(total?.minor).toBe((subtotal?.minor ?? 0n) + (shipping?.minor ?? 0n) + (tax?.minor ?? 0n));
      const parts = taxLines.flatMap(({ shares }) => shares).reduce((sum, { amount }) => sum + (amount?.minor ?? 0n), 0n);
      expect(parts).toBe(tax?.minor);
    }
  });
});
