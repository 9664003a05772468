import { create, OrderLineSchema } from '@tollgate/contracts';
import { money, usd } from '@tollgate/money';
import { type TaxSettings, taxSettings } from '../settings/tax-settings.schema.js';
import { byRegion, inForce, taxLines } from './tax-lines.js';
import type { StateSalesTax } from './us-sales-tax.data.js';

const state: StateSalesTax = {
  region: 'NY',
  name: 'New York',
  ratePpm: 40_000,
  taxesDigital: false,
  taxesShipping: true,
  from: '2024-01-01',
};
const goods = (minor: bigint, quantity = 1) =>
  create(OrderLineSchema, { isShipped: true, taxClass: 'tangible_goods', quantity, unitAmount: usd(minor) });
const book = create(OrderLineSchema, { taxClass: 'digital_goods', quantity: 1, unitAmount: usd(1999n) });
const mugs = goods(1250n, 2);

const taxed = (
  tax: StateSalesTax | undefined,
  { lines = [book, mugs], shipping = 795n, currency = 'USD' } = {},
  settings: Partial<TaxSettings> = {},
) => taxLines(tax, { lines, shipping, currency }, { ...taxSettings.defaults, ...settings });

describe('the rate of a day', () => {
  const rows = byRegion([state, { ...state, ratePpm: 45_000, from: '2025-01-01' }, { ...state, region: 'NJ' }]);

  it('is the one in force then', () => {
    expect(inForce(rows, 'NY', '2024-12-31')?.ratePpm).toBe(40_000);
    expect(inForce(rows, 'NY', '2025-01-01')?.ratePpm).toBe(45_000);
    expect(inForce(rows, 'NY', '2031-07-04')?.ratePpm).toBe(45_000);
  });

  it('is unknown before the first, and in a region that is not in the table', () => {
    expect(inForce(rows, 'NY', '2023-12-31')).toBeUndefined();
    expect(inForce(rows, 'ZZ', '2025-01-01')).toBeUndefined();
  });
});

describe('tax lines', () => {
  it('tax goods and their shipping where downloads are exempt, and say what falls on which', () =>
    expect(taxed(state)).toEqual([
      {
        jurisdiction: 'US-NY',
        name: 'New York sales tax',
        ratePpm: 40_000,
        taxable: usd(3295n),
        amount: usd(132n),
        shares: [
          { line: 2, taxable: usd(2500n), amount: usd(100n) },
          { line: 0, taxable: usd(795n), amount: usd(32n) },
        ],
      },
    ]));

  it('tax downloads where the state does', () =>
    expect(taxed({ ...state, taxesDigital: true })[0]).toMatchObject({ taxable: usd(5294n), amount: usd(212n) }));

  it('leave shipping out where the state does', () =>
    expect(taxed({ ...state, taxesShipping: false })[0]).toMatchObject({ taxable: usd(2500n), amount: usd(100n) }));

  it('are none where nothing is taxed', () => {
    expect(taxed(undefined)).toEqual([]);
    expect(taxed(state, { lines: [book], shipping: 0n })).toEqual([]);
  });

  it('leave shipping out where nothing that is shipped is taxed', () => {
    const exempt = { taxability: [{ jurisdiction: 'US-NY', taxClass: 'tangible_goods', isTaxed: false }] } as const;
    const both = { ...state, taxesDigital: true };
    expect(taxed(both, {}, { taxability: [...exempt.taxability] })[0]?.shares).toMatchObject([{ line: 1 }]);
  });

  it('tax goods of a class that is not known, so that nothing goes untaxed unseen', () => {
    const lines = [create(OrderLineSchema, { taxClass: 'a later one', quantity: 1, unitAmount: usd(100n) })];
    expect(taxed(state, { lines, shipping: 0n })[0]).toMatchObject({ taxable: usd(100n) });
  });

  it('round once for the whole line: two pieces of 1.825 cents tax are 4 cents, not 2 and 2', () =>
    expect(taxed({ ...state, ratePpm: 182_500 }, { lines: [goods(10n), goods(10n)], shipping: 0n })[0]).toMatchObject({
      amount: usd(4n),
      shares: [{ amount: usd(2n) }, { amount: usd(2n) }],
    }));

  it('round half a cent up', () =>
    expect(taxed({ ...state, ratePpm: 50_000 }, { lines: [goods(10n)], shipping: 0n })[0]).toMatchObject({ amount: usd(1n) }));

  it('stay in the currency of the cart', () =>
    expect(
      taxed(
        { ...state, taxesDigital: true },
        {
          lines: [create(OrderLineSchema, { taxClass: 'digital_goods', quantity: 1, unitAmount: money(1000n, 'JPY') })],
          shipping: 0n,
          currency: 'JPY',
        },
      )[0],
    ).toMatchObject({ taxable: money(1000n, 'JPY'), amount: money(40n, 'JPY') }));
});
