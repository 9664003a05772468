import type { EventData, EventInit } from '@tollgate/contracts';
import { money, usd } from '@tollgate/money';
import { digitalLine, orderPlaced, physicalLine } from '@tollgate/order';
import { demoTables } from '../data/demo-tables.js';
import { priceOrder } from './price-order.js';

const day = '2026-11-23';
const place = (country: string, region = '', postalCode = '1') => ({ country, region, postalCode });
const price = (placed: EventInit<'OrderPlaced'> = {}, at = day) => priceOrder(orderPlaced(placed).data, at, demoTables);
const priced = (placed: EventInit<'OrderPlaced'> = {}, at = day): EventData<'OrderPriced'> => {
  const { type, data } = price(placed, at);
  if (type !== 'OrderPriced') throw new Error(`not priced: ${data.code}`);
  return data;
};
const failure = (placed: EventInit<'OrderPlaced'>, at = day) => {
  const { type, data } = price(placed, at);
  return type === 'OrderPricingFailed' ? { code: data.code, field: data.field } : undefined;
};
const sums = ({ subtotal, shipping, tax, total }: EventData<'OrderPriced'>) =>
  [subtotal, shipping, tax, total].map((one) => one?.minor);

describe('priceOrder', () => {
  it('prices a book and two mugs to Albany: 44.99 + 7.95 shipping + 1.32 tax = 54.26', () => {
    const data = priced();
    expect(sums(data)).toEqual([4499n, 795n, 132n, 5426n]);
    expect(data.shippingMethod).toBe('ground');
    expect(data.rounding).toBe('half_up_per_line');
    expect(data.taxLines).toMatchObject([
      {
        jurisdiction: 'US-NY',
        ratePpm: 40_000,
        taxable: usd(3295n),
        amount: usd(132n),
        shares: [
          { line: 2, taxable: usd(2500n), amount: usd(100n) },
          { line: 0, taxable: usd(795n), amount: usd(32n) },
        ],
      },
    ]);
  });

  it('hands screening and destination on to fraud', () =>
    expect(priced()).toMatchObject({
      screening: { card: 'c1', email: 'e1', ip: 'i1', network: 'n1' },
      destination: { country: 'US', region: 'NY', postalCode: '12207' },
    }));

  it('ships by express when asked to', () =>
    expect(priced({ shippingMethod: 'express' })).toMatchObject({ shippingMethod: 'express', shipping: usd(2195n) }));

  it('ships by ground when no method was chosen', () =>
    expect(priced({ shippingMethod: '' })).toMatchObject({ shippingMethod: 'ground', shipping: usd(795n) }));

  it('taxes where goods are sent, not where they are billed', () =>
    expect(priced({ shipping: place('US', 'OR'), billing: place('US', 'NY') })).toMatchObject({ tax: usd(0n), taxLines: [] }));

  it('sends goods to the billing address when there is no other', () => {
    const { shipping: _, ...placed } = orderPlaced().data;
    expect(sums(priceOrder(placed, day, demoTables).data as EventData<'OrderPriced'>)).toEqual([4499n, 795n, 132n, 5426n]);
  });

  describe('with nothing to ship', () => {
    const download = { lines: [digitalLine], shippingMethod: '' };

    it('asks for no shipping address and charges no shipping', () => {
      const { shipping: _, ...placed } = orderPlaced(download).data;
      const data = priceOrder(placed, day, demoTables).data as EventData<'OrderPriced'>;
      expect(sums(data)).toEqual([1999n, 0n, 0n, 1999n]);
      expect(data.shippingMethod).toBe('');
    });

    it('taxes where the customer is billed, even if another address came along', () =>
      expect(priced({ ...download, billing: place('US', 'PA'), shipping: place('US', 'NY') })).toMatchObject({
        tax: usd(120n),
        taxLines: [{ jurisdiction: 'US-PA', shares: [{ line: 1, taxable: usd(1999n), amount: usd(120n) }] }],
        destination: { region: 'PA' },
      }));

    it('sells to every country', () =>
      expect(sums(priced({ ...download, billing: place('BR', 'SP') }))).toEqual([1999n, 0n, 0n, 1999n]));

    it('sells in every currency, in its own minor units', () =>
      expect(
        priced({ currency: 'JPY', lines: [{ ...digitalLine, unitAmount: money(2000n, 'JPY') }], billing: place('US', 'PA') }),
      ).toMatchObject({ tax: money(120n, 'JPY'), total: money(2120n, 'JPY') }));

    it('does not mind a shipping method', () =>
      expect(priced({ ...download, shippingMethod: 'pigeon' })).toMatchObject({ shippingMethod: '' }));
  });

  it('taxes nothing abroad, where the merchant has no nexus', () =>
    expect(sums(priced({ shipping: place('DE', '', '10115') }))).toEqual([4499n, 2495n, 0n, 6994n]));

  it('taxes a sale at the rate of its day', () => {
    const toLouisiana = { lines: [digitalLine], billing: place('US', 'LA') };
    expect(priced(toLouisiana, '2024-12-31').tax).toMatchObject(usd(0n));
    expect(priced(toLouisiana, '2025-01-01').tax).toMatchObject(usd(100n));
  });

  it.each(['AK', 'DE', 'MT', 'NH', 'OR', 'PR', 'AE'])('knows no sales tax of %s', (region) =>
    expect(priced({ shipping: place('US', region) }).taxLines).toEqual([]),
  );

  it('refuses a country that nothing is shipped to', () => {
    expect(failure({ shipping: place('AQ') })).toEqual({ code: 'destination_not_served', field: '/shippingAddress/country' });
    const { shipping: _, ...placed } = orderPlaced({ billing: place('AQ') }).data;
    expect(priceOrder(placed, day, demoTables).data).toMatchObject({
      code: 'destination_not_served',
      field: '/billingAddress/country',
    });
  });

  it('refuses a region that is no state, so that nothing goes untaxed unseen', () => {
    expect(failure({ shipping: place('US', 'ZZ') })).toEqual({ code: 'unknown_region', field: '/shippingAddress/region' });
    expect(failure({ lines: [digitalLine], billing: place('US') })).toEqual({
      code: 'unknown_region',
      field: '/billingAddress/region',
    });
  });

  it('refuses a shipping method that it does not know', () =>
    expect(failure({ shippingMethod: 'pigeon' })).toEqual({ code: 'unknown_shipping_method', field: '/shippingMethod' }));

  it('refuses to ship for another currency than the table of prices has', () =>
    expect(failure({ currency: 'EUR', lines: [{ ...physicalLine, unitAmount: money(1250n, 'EUR') }] })).toEqual({
      code: 'currency_not_served',
      field: '/currency',
    }));

  it('refuses a total that no card payment can hold', () => {
    const download = { lines: [{ ...digitalLine, unitAmount: usd(999_999_999_999n) }] };
    expect(failure(download)).toBeUndefined();
    expect(failure({ ...download, billing: place('US', 'PA') })).toEqual({ code: 'amount_too_large', field: '/items' });
  });

  it('refuses a day before its rates begin', () =>
    expect(failure({}, '2023-12-31')).toEqual({ code: 'date_not_served', field: '/at' }));
});
