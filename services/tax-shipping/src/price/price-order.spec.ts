import type { EventData, EventInit } from '@tollgate/contracts';
import { money, usd } from '@tollgate/money';
import { onlineLine, orderPlaced, shippedLine } from '@tollgate/testing';
import { shippingSettings } from '../settings/shipping-settings.schema.js';
import { taxSettings } from '../settings/tax-settings.schema.js';
import { type PricingSettings, priceOrder } from './price-order.js';

const day = '2026-11-23';
const defaults: PricingSettings = {
  tax: { document: taxSettings.defaults, version: 0 },
  shipping: { document: shippingSettings.defaults, version: 0 },
};
const address = (country: string, region = '', postalCode = '1') => ({ country, region, postalCode });
const price = (placed: EventInit<'OrderPlaced'> = {}, at = day, settings = defaults) =>
  priceOrder(orderPlaced(placed).data, at, settings);
const priced = (...input: Parameters<typeof price>): EventData<'OrderPriced'> => {
  const { type, data } = price(...input);
  if (type !== 'OrderPriced') throw new Error(`not priced: ${data.code}`);
  return data;
};
const failure = (...input: Parameters<typeof price>) => {
  const { type, data } = price(...input);
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

  it('refuses a total that the customer was not shown, before anybody is asked for money', () => {
    expect(failure({ expectedTotal: usd(5425n) })).toEqual({ code: 'total_changed', field: '/expectedTotal' });
    expect(sums(priced({ expectedTotal: usd(5426n) }))[3]).toBe(5426n);
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
    expect(priced({ shipping: address('US', 'OR'), billing: address('US', 'NY') })).toMatchObject({
      tax: usd(0n),
      taxLines: [],
    }));

  it('sends goods to the billing address when there is no other', () => {
    const { shipping: _, ...placed } = orderPlaced().data;
    expect(sums(priceOrder(placed, day, defaults).data as EventData<'OrderPriced'>)).toEqual([4499n, 795n, 132n, 5426n]);
  });

  describe('with nothing to ship', () => {
    const download = { lines: [onlineLine], shippingMethod: '' };

    it('asks for no shipping address and charges no shipping', () => {
      const { shipping: _, ...placed } = orderPlaced(download).data;
      const data = priceOrder(placed, day, defaults).data as EventData<'OrderPriced'>;
      expect(sums(data)).toEqual([1999n, 0n, 0n, 1999n]);
      expect(data.shippingMethod).toBe('');
    });

    it('taxes where the customer is billed, even if another address came along', () =>
      expect(priced({ ...download, billing: address('US', 'PA'), shipping: address('US', 'NY') })).toMatchObject({
        tax: usd(120n),
        taxLines: [{ jurisdiction: 'US-PA', shares: [{ line: 1, taxable: usd(1999n), amount: usd(120n) }] }],
        destination: { region: 'PA' },
      }));

    it('sells to every country', () =>
      expect(sums(priced({ ...download, billing: address('BR', 'SP') }))).toEqual([1999n, 0n, 0n, 1999n]));

    it('sells in every currency, in its own minor units', () =>
      expect(
        priced({ currency: 'JPY', lines: [{ ...onlineLine, unitAmount: money(2000n, 'JPY') }], billing: address('US', 'PA') }),
      ).toMatchObject({ tax: money(120n, 'JPY'), total: money(2120n, 'JPY') }));

    it('does not mind a shipping method', () =>
      expect(priced({ ...download, shippingMethod: 'pigeon' })).toMatchObject({ shippingMethod: '' }));
  });

  it('taxes nothing abroad, where the merchant has no nexus', () =>
    expect(sums(priced({ shipping: address('DE', '', '10115') }))).toEqual([4499n, 2495n, 0n, 6994n]));

  it('taxes a sale at the rate of its day', () => {
    const toLouisiana = { lines: [onlineLine], billing: address('US', 'LA') };
    expect(priced(toLouisiana, '2024-12-31').tax).toMatchObject(usd(0n));
    expect(priced(toLouisiana, '2025-01-01').tax).toMatchObject(usd(100n));
  });

  it.each(['AK', 'DE', 'MT', 'NH', 'OR', 'PR', 'AE'])('knows no sales tax of %s', (region) =>
    expect(priced({ shipping: address('US', region) }).taxLines).toEqual([]),
  );

  it('refuses a country that nothing is shipped to', () => {
    expect(failure({ shipping: address('AQ') })).toEqual({ code: 'destination_not_served', field: '/shippingAddress/country' });
    const { shipping: _, ...placed } = orderPlaced({ billing: address('AQ') }).data;
    expect(priceOrder(placed, day, defaults).data).toMatchObject({
      code: 'destination_not_served',
      field: '/billingAddress/country',
    });
  });

  it('refuses a region that is no state, so that nothing goes untaxed unseen', () => {
    expect(failure({ shipping: address('US', 'ZZ') })).toEqual({ code: 'unknown_region', field: '/shippingAddress/region' });
    expect(failure({ lines: [onlineLine], billing: address('US') })).toEqual({
      code: 'unknown_region',
      field: '/billingAddress/region',
    });
  });

  it('refuses a shipping method that it does not know', () =>
    expect(failure({ shippingMethod: 'pigeon' })).toEqual({ code: 'unknown_shipping_method', field: '/shippingMethod' }));

  it('refuses to ship for another currency than the table of prices has', () =>
    expect(failure({ currency: 'EUR', lines: [{ ...shippedLine, unitAmount: money(1250n, 'EUR') }] })).toEqual({
      code: 'currency_not_served',
      field: '/currency',
    }));

  it('refuses a total that no card payment can hold', () => {
    const download = { lines: [{ ...onlineLine, unitAmount: usd(999_999_999_999n) }] };
    expect(failure(download)).toBeUndefined();
    expect(failure({ ...download, billing: address('US', 'PA') })).toEqual({ code: 'amount_too_large', field: '/items' });
  });

  it('refuses a day before its rates begin', () =>
    expect(failure({}, '2023-12-31')).toEqual({ code: 'date_not_served', field: '/at' }));

  it.each([
    ['JPY', 149_000n, 8_940n],
    ['KRW', 149_000n, 8_940n],
    ['BHD', 35_200n, 2_112n],
    ['KWD', 18_605n, 1_116n],
    ['CLF', 12_345n, 741n],
  ])('M7: is exact in %s, whose minor unit is no hundredth', (currency, minor, tax) =>
    expect(
      sums(
        priced({
          currency,
          lines: [{ ...onlineLine, unitAmount: money(minor, currency) }],
          billing: address('US', 'PA'),
        }),
      ),
    ).toEqual([minor, 0n, tax, minor + tax]),
  );

  describe('an order that costs nothing', () => {
    const free = { lines: [{ ...onlineLine, unitAmount: usd(0n) }], billing: address('US', 'PA') };

    it('O13: is priced at 0, without a tax line', () => {
      expect(sums(priced(free))).toEqual([0n, 0n, 0n, 0n]);
      expect(priced(free).taxLines).toEqual([]);
    });

    it('O13: still pays for its shipping, and the tax on that', () => {
      const data = priced({ lines: [{ ...shippedLine, quantity: 1, unitAmount: usd(0n) }] });
      expect(sums(data)).toEqual([0n, 595n, 24n, 619n]);
      expect(data.taxLines).toMatchObject([{ taxable: usd(595n), shares: [{ line: 0, amount: usd(24n) }] }]);
    });
  });

  describe('a territory of the United States', () => {
    it.each(['PR', 'GU', 'VI', 'AS', 'MP'])('O9: has one price, whether %s is written as a country or as a region', (code) => {
      const asCountry = priced({ shipping: address(code, '', '00901') });
      const asRegion = priced({ shipping: address('US', code, '00901') });
      expect(asCountry).toEqual(asRegion);
      expect(sums(asRegion)).toEqual([4499n, 795n, 0n, 5294n]);
      expect(asCountry.destination).toMatchObject({ country: 'US', region: code });
    });
  });

  describe('by what the merchant set', () => {
    const { nexus } = taxSettings.defaults;
    const tax = (document: Partial<typeof taxSettings.defaults>, version = 1): PricingSettings => ({
      ...defaults,
      tax: { document: { ...taxSettings.defaults, ...document }, version },
    });

    it('taxes nothing where the merchant has no nexus', () => {
      const elsewhere = tax({ nexus: nexus.filter(({ jurisdiction }) => jurisdiction !== 'US-NY') });
      expect(sums(priced({}, day, elsewhere))).toEqual([4499n, 795n, 0n, 5294n]);
      expect(priced({ shipping: address('US', 'PA') }, day, elsewhere).tax).toMatchObject(usd(318n));
    });

    it('refuses a region that is no state also where the merchant collects nowhere', () =>
      expect(failure({ shipping: address('US', 'ZZ') }, day, tax({ nexus: [] }))).toMatchObject({ code: 'unknown_region' }));

    it('taxes or exempts the class of goods that the merchant says, in that state alone', () => {
      const own = tax({ taxability: [{ jurisdiction: 'US-NY', taxClass: 'digital_goods', isTaxed: true }] });
      expect(priced({}, day, own).taxLines[0]?.shares.map(({ line }) => line)).toEqual([1, 2, 0]);
      const exempt = tax({ taxability: [{ jurisdiction: 'US-NY', taxClass: 'tangible_goods', isTaxed: false }] });
      expect(priced({}, day, exempt).taxLines).toEqual([]);
      expect(priced({ shipping: address('US', 'PA') }, day, exempt).tax).toMatchObject(usd(318n));
    });

    it('sends carts from a subtotal on for nothing, and taxes no shipping then', () => {
      const [ground, express] = shippingSettings.defaults.methods;
      const methods = [{ ...ground, freeFrom: 4499 }, express] as typeof shippingSettings.defaults.methods;
      const free = { ...defaults, shipping: { document: { ...shippingSettings.defaults, methods }, version: 1 } };
      expect(sums(priced({}, day, free))).toEqual([4499n, 0n, 100n, 4599n]);
      expect(sums(priced({ lines: [shippedLine] }, day, free))).toEqual([2500n, 795n, 132n, 3427n]);
      expect(priced({ shippingMethod: 'express' }, day, free).shipping).toMatchObject(usd(2195n));
    });

    it('records the version of the settings that priced: that of the later of both changes', () => {
      expect(priced().settingsVersion).toBe(0);
      const shipping = { document: shippingSettings.defaults, version: 7 };
      expect(priced({}, day, { ...tax({}, 3), shipping }).settingsVersion).toBe(7);
      expect(priced({}, day, { ...tax({}, 9), shipping }).settingsVersion).toBe(9);
    });
  });
});
