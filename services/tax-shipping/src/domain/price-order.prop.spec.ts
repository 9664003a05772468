import type { EventData } from '@tollgate/contracts';
import { usd } from '@tollgate/money';
import { orderPlaced } from '@tollgate/order';
import fc from 'fast-check';
import { demoTables } from '../data/demo-tables.js';
import { usSalesTax } from '../data/us-sales-tax.js';
import { priceOrder } from './price-order.js';

const line = fc.record({
  kind: fc.constantFrom('digital', 'physical'),
  quantity: fc.integer({ min: 1, max: 999 }),
  unitAmount: fc.bigInt({ min: 0n, max: 9_999_999n }).map(usd),
  weightGrams: fc.integer({ min: 0, max: 50_000 }),
});
const cart = fc.record({
  lines: fc.array(line, { minLength: 1, maxLength: 8 }),
  region: fc.constantFrom(...usSalesTax.map(({ region }) => region)),
  day: fc.constantFrom('2024-01-01', '2025-06-30', '2028-02-29', '2031-12-31'),
});
type Cart = typeof cart extends fc.Arbitrary<infer T> ? T : never;

const price = ({ lines, region, day }: Cart): EventData<'OrderPriced'> => {
  const place = { country: 'US', region, postalCode: '1' };
  const { type, data } = priceOrder(orderPlaced({ lines, billing: place, shipping: place }).data, day, demoTables);
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
      const wholes = [shipping?.minor, ...lines.map(({ unitAmount, quantity }) => unitAmount.minor * BigInt(quantity))];
      for (const { shares } of taxLines) {
        expect(new Set(shares.map((share) => share.line)).size).toBe(shares.length);
        expect(shares.map((share) => share.taxable?.minor)).toEqual(shares.map((share) => wholes[share.line]));
      }
    }));
});
