import { noFigures } from './figures.js';
import type { Table } from './report-table.js';
import {
  authorizationsTable,
  type BreakdownRow,
  breakdownTable,
  daysOfBucket,
  downloadsTable,
  fraudTable,
  refundsTable,
  salesTable,
} from './tables.js';

const none = noFigures;
const days = { from: '2026-01-10', to: '2026-02-20' };
const names = {
  country: (code: string) => `country ${code}`,
  outcome: (one: string) => one,
  reason: (code: string) => `because ${code}`,
  method: (name: string) => name,
  product: (sku: string) => sku || 'credits',
};
const nothing: BreakdownRow = {
  currency: 'USD',
  key: '',
  detail: '',
  rate: null,
  orders: 0,
  quantity: 0,
  total: 0,
  captured: 0,
  shipping: 0,
  taxable: 0,
  tax: 0,
  returnedQuantity: 0,
  refunded: 0,
  refundedTaxable: 0,
  refundedTax: 0,
  shippingTax: 0,
  refundedShipping: 0,
};
const figures = {
  currency: 'USD',
  total: {
    ...none,
    placed: 9,
    held: 3,
    rejected: 1,
    approved: 3,
    declined: 2,
    captured: 1_000,
    refunds: 2,
    refunded: 400,
    net: 600,
  },
  series: [
    {
      label: '2026-01',
      begin: '',
      figures: { ...none, placed: 9, held: 3, rejected: 1, approved: 2, captured: 1_000, net: 1_000, downloads: 4 },
    },
    { label: '2026-02', begin: '', figures: { ...none, approved: 1, declined: 2, refunds: 2, refunded: 400, net: -400 } },
  ],
};

describe('the days of a row', () => {
  it.each([
    ['2026-01-15', '2026-01-15', '2026-01-15'],
    ['2026-01', '2026-01-10', '2026-01-31'],
    ['2026-02', '2026-02-01', '2026-02-20'],
  ])('%s are %s to %s', (label, from, to) => expect(daysOfBucket(label, days)).toEqual({ from, to }));

  it('end with the last of February', () =>
    expect(daysOfBucket('2028-02', { from: '2028-01-01', to: '2028-12-31' }).to).toBe('2028-02-29'));
});

describe('the report of', () => {
  it('sales has a row a month, opens its orders, and adds up to the period', () => {
    const { columns, rows, totals } = salesTable(figures, days);
    const net = columns.findIndex(({ name }) => name === 'net');
    expect(rows.map(({ values }) => values[net])).toEqual([1_000, -400]);
    expect(totals[net]).toBe(600);
    expect(columns.map(({ name }) => name)).toContain('refundedShipping');
    expect(rows[1]?.orders).toEqual({ from: '2026-02-01', to: '2026-02-20' });
  });

  it('authorizations tells the rate of the period from its sums, and none where nobody was asked', () => {
    const { rows, totals } = authorizationsTable(figures, days);
    expect(rows.map(({ values }) => values.at(-1))).toEqual([1, 1 / 3]);
    expect(totals.at(-1)).toBe(3 / 5);
    expect(authorizationsTable({ ...figures, total: none }, days).totals.at(-1)).toBeNull();
  });

  it('refunds counts what was given back on its own day, and opens no orders, which are looked for by when they were placed', () => {
    const { columns, rows, totals } = refundsTable(figures, days);
    expect(columns.map(({ name }) => name)).toEqual([
      'time',
      'refunds',
      'refunded',
      'refundedShipping',
      'refundedTax',
      'captured',
    ]);
    expect(totals.slice(1, 3)).toEqual([2, 400]);
    expect(rows.map(({ orders }) => orders)).toEqual([undefined, undefined]);
  });

  it('fraud counts what was held and rejected beside all orders', () =>
    expect(fraudTable(figures, days).totals.slice(1)).toEqual([9, 3, 1]));

  it('downloads counts those that are complete', () => expect(downloadsTable(figures, days).totals[1]).toBe(4));

  it('products opens the orders with the sku', () => {
    const row = { ...nothing, key: 'MUG-1', orders: 2, quantity: 3, captured: 500, refunded: 100 };
    const table = breakdownTable('product', [row], { days, names });
    expect(table.rows[0]).toMatchObject({ values: ['MUG-1', 2, 3, 500, 0, 100, 400], orders: { sku: 'MUG-1', ...days } });
  });

  it('products do not say twice as many sales as there were where each order is of two of them', () => {
    const row = { ...nothing, orders: 100, quantity: 100, captured: 5_000 };
    const { totals } = breakdownTable(
      'product',
      [
        { ...row, key: 'MUG-1' },
        { ...row, key: 'BOOK-1' },
      ],
      { days, names },
    );
    expect(totals).toEqual([null, null, 200, 10_000, 0, 0, 10_000]);
  });

  it('credits among products have a name, and open no orders of all products', () => {
    const { rows } = breakdownTable('product', [{ ...nothing, refunded: 100 }], { days, names });
    expect(rows[0]).toEqual({ id: '  ', keys: { key: '', detail: '' }, values: ['credits', 0, 0, 0, 0, 100, -100] });
  });

  it('tax tells two rates of one jurisdiction apart, and what is left of the tax after refunds', () => {
    const row = { ...nothing, key: 'US-NY', detail: 'New York', rate: '0.0400', taxable: 1_000, tax: 40, refundedTax: 10 };
    const { rows, totals } = breakdownTable('tax', [row, { ...row, rate: '0.0000', tax: 0, refundedTax: 0 }], { days, names });
    expect(new Set(rows.map(({ id }) => id)).size).toBe(2);
    expect(rows[0]?.values).toEqual(['US-NY', 'New York', 0.04, 0, 1_000, 40, 0, 10, 30]);
    expect(totals).toEqual([null, null, null, null, 2_000, 40, 0, 10, 30]);
  });

  it.each([
    ['declined', 'declined'],
    ['rejected', 'rejected'],
    ['held', 'review'],
  ])('declines opens of %s orders those that are %s', (detail, status) =>
    expect(breakdownTable('decline', [{ ...nothing, detail }], { days, names }).rows[0]?.orders).toEqual({ status, ...days }),
  );

  it('countries says their names, and opens nothing that it cannot look for', () =>
    expect(breakdownTable('country', [{ ...nothing, key: 'DE' }], { days, names }).rows[0]).toEqual({
      id: 'DE  ',
      keys: { key: 'DE', detail: '' },
      values: ['country DE', 0, 0, 0, 0, 0, 0],
    }));
});

describe('the events behind a figure', () => {
  const figuresIn = (table: Table) => table.columns.map(({ name, figure }) => [name, figure]);

  it('are asked for by the name that the API has for it, where it adds up', () => {
    const products = breakdownTable('product', [{ ...nothing, key: 'MUG-1' }], { days, names });
    expect(products.report).toBe('product');
    expect(figuresIn(products)).toEqual([
      ['product', undefined],
      ['sales', 'sales'],
      ['quantity', 'quantity'],
      ['goods', 'captured'],
      ['returnedQuantity', 'returnedQuantity'],
      ['refundedGoods', 'refunded'],
      ['net', 'net'],
    ]);
    expect(figuresIn(authorizationsTable(figures, days)).at(-1)).toEqual(['approvalRate', undefined]);
  });

  it('are those of the days of the row, or of its keys', () => {
    expect(salesTable(figures, days).rows[1]?.keys).toEqual({ days: { from: '2026-02-01', to: '2026-02-20' } });
    const row = { ...nothing, key: 'US-NY', detail: 'New York', rate: '0.0400' };
    expect(breakdownTable('tax', [row], { days, names }).rows[0]?.keys).toEqual({
      key: 'US-NY',
      detail: 'New York',
      rate: '0.0400',
    });
  });
});
