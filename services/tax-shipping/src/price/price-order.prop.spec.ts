import type { EventData } from '@tollgate/contracts';
import { money } from '@tollgate/money';
import { orderPlaced } from '@tollgate/testing';
import fc from 'fast-check';
import { shippingSettings } from '../settings/shipping-settings.schema.js';
import { type TaxSettings, taxSettings } from '../settings/tax-settings.schema.js';
import { taxJurisdictions, usSalesTax } from '../tax/us-sales-tax.data.js';
import { priceOrder } from './price-order.js';

/** Of 0, 2, 3 and 4 decimal places. */
const currencies = ['JPY', 'USD', 'KWD', 'CLF'] as const;

const line = fc.record({
  isShipped: fc.boolean(),
  taxClass: fc.constantFrom('digital_goods', 'tangible_goods', 'a class of a later release'),
  quantity: fc.integer({ min: 1, max: 999 }),
  minor: fc.bigInt({ min: 0n, max: 9_999_999n }),
  weightGrams: fc.integer({ min: 0, max: 50_000 }),
});
const tax: fc.Arbitrary<TaxSettings> = fc.record({
  nexus: fc.subarray(taxSettings.defaults.nexus, { minLength: 30 }),
  taxability: fc.array(
    fc.record({
      jurisdiction: fc.constantFrom(...taxJurisdictions),
      taxClass: fc.constantFrom('digital_goods', 'tangible_goods'),
      isTaxed: fc.boolean(),
    }),
  ),
});
const cart = fc.record({
  lines: fc.array(line, { minLength: 1, maxLength: 8 }),
  currency: fc.constantFrom(...currencies),
  region: fc.constantFrom(...usSalesTax.map(({ region }) => region)),
  day: fc.constantFrom('2024-01-01', '2025-06-30', '2028-02-29', '2031-12-31'),
  freeFrom: fc.option(fc.integer({ min: 0, max: 5_000_000 })),
  tax,
});
type Cart = typeof cart extends fc.Arbitrary<infer T> ? T : never;

const shippingIn = ({ currency, freeFrom }: Cart) => ({
  ...shippingSettings.defaults,
  currency,
  methods: shippingSettings.defaults.methods.map((method) => ({ ...method, freeFrom })),
});

const price = (from: Cart): EventData<'OrderPriced'> => {
  const { region, day, currency } = from;
  const lines = from.lines.map(({ minor, ...rest }) => ({ ...rest, unitAmount: money(minor, currency) }));
  const address = { country: 'US', region, postalCode: '1' };
  const settings = { tax: { document: from.tax, version: 1 }, shipping: { document: shippingIn(from), version: 2 } };
  const { type, data } = priceOrder(orderPlaced({ currency, lines, billing: address, shipping: address }).data, day, settings);
  if (type !== 'OrderPriced') throw new Error(data.code);
  return data;
};
const sum = (amounts: readonly ({ readonly minor: bigint } | undefined)[]): bigint =>
  amounts.reduce((total, amount) => total + (amount?.minor ?? 0n), 0n);

const holds = (law: (data: EventData<'OrderPriced'>, from: Cart) => void): void =>
  fc.assert(fc.property(cart, (from) => law(price(from), from)));

describe('the laws of a price', () => {
  it('I5: total is subtotal, shipping and tax', () =>
    holds(({ subtotal, shipping, tax, total }) => expect(total?.minor).toBe(sum([subtotal, shipping, tax]))));

  it('I5: tax is the sum of its lines', () =>
    holds(({ tax, taxLines }) => expect(tax?.minor).toBe(sum(taxLines.map(({ amount }) => amount)))));

  it('I5: what falls on the lines of the order adds up to each tax line', () =>
    holds(({ taxLines }) => {
      for (const { taxable, amount, shares } of taxLines) {
        expect(amount?.minor).toBe(sum(shares.map((share) => share.amount)));
        expect(taxable?.minor).toBe(sum(shares.map((share) => share.taxable)));
      }
    }));

  it('a share is never more than one unit off the rate of its own line', () =>
    holds(({ taxLines }) => {
      for (const { ratePpm, shares } of taxLines) {
        for (const { taxable, amount } of shares) {
          const exact = (taxable?.minor ?? 0n) * BigInt(ratePpm);
          const off = (amount?.minor ?? 0n) * 1_000_000n - exact;
          expect(off > -1_500_000n && off < 1_500_000n).toBe(true);
        }
      }
    }));

  it('taxes each line once at most, and only what is there', () =>
    holds(({ taxLines, shipping }, { lines }) => {
      const wholes = [shipping?.minor, ...lines.map(({ minor, quantity }) => minor * BigInt(quantity))];
      for (const { shares } of taxLines) {
        expect(new Set(shares.map((share) => share.line)).size).toBe(shares.length);
        expect(shares.map((share) => share.taxable?.minor)).toEqual(shares.map((share) => wholes[share.line]));
      }
    }));

  it('M7: is in the currency of the cart throughout', () =>
    holds(({ subtotal, shipping, tax: taxSum, total, taxLines }, { currency }) => {
      const amounts = [subtotal, shipping, taxSum, total, ...taxLines.flatMap(({ taxable, amount }) => [taxable, amount])];
      expect(new Set(amounts.map((amount) => amount?.currency))).toEqual(new Set([currency]));
    }));

  it('is rounded half up, once for the tax line: never a whole unit off the rate', () =>
    holds(({ taxLines }) => {
      for (const { ratePpm, taxable, amount } of taxLines) {
        const off = (amount?.minor ?? 0n) * 1_000_000n - (taxable?.minor ?? 0n) * BigInt(ratePpm);
        expect(off > -500_000n && off <= 500_000n).toBe(true);
      }
    }));

  it('charges shipping where something is shipped, and only there', () =>
    holds(({ shipping, shippingMethod }, { lines, freeFrom }) => {
      const isShipped = lines.some((one) => one.isShipped);
      expect(shippingMethod !== '').toBe(isShipped);
      if (!isShipped) expect(shipping?.minor).toBe(0n);
      else if (freeFrom === null) expect(shipping?.minor).toBeGreaterThan(0n);
    }));

  it('taxes nothing where the merchant has no nexus', () =>
    holds(({ taxLines }, { region, tax: { nexus } }) => {
      if (!nexus.some(({ jurisdiction }) => jurisdiction === `US-${region}`)) expect(taxLines).toEqual([]);
    }));
});
