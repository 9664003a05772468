import {
  type CustomerRow,
  currenciesOfRows,
  customersTable,
  groupsTable,
  type SettlementRow,
  settlementTable,
  storesTable,
} from './further-tables.js';

const days = { from: '2026-11-01', to: '2026-11-30' };
const settled: SettlementRow = {
  currency: 'USD',
  label: '2026-11-23',
  processor: 'stripe',
  captures: 2,
  captured: 900,
  refunds: 1,
  refunded: 1_000,
  net: -100,
};
const bought = { currency: 'USD', orders: 2, captured: 900, refunds: 0, refunded: 0, net: 900 };
const ann: CustomerRow = { ...bought, order: 'ord_1', id: 'cus_1', name: 'Ann', email: 'ann@example.com', isNew: true };
const texts = { forgotten: 'Forgotten', kind: (kind: string) => kind };

describe('settlement', () => {
  const table = settlementTable([settled, { ...settled, processor: 'iso8583', net: 300 }], {
    days,
    processor: (name) => `the ${name}`,
  });

  it('says what each processor owes of a day, and of the period', () => {
    expect(table.rows[0]?.values).toEqual(['2026-11-23', 'the stripe', 2, 900, 1, 1_000, -100]);
    expect(table.totals.at(-1)).toBe(200);
  });

  it('leads to the events of one processor and day', () => {
    expect(table.rows[0]?.keys).toEqual({ key: 'stripe', days: { from: '2026-11-23', to: '2026-11-23' } });
    expect(table.columns.at(-1)).toEqual({ name: 'owed', kind: 'amount', figure: 'net' });
  });
});

describe('customers', () => {
  it('open their page, and the events behind a figure', () =>
    expect(customersTable([ann], texts).rows[0]).toEqual({
      id: 'ord_1',
      link: '/customers/cus_1',
      keys: { key: 'ord_1' },
      values: ['Ann', 'new', 2, 900, 0, 0, 900],
    }));

  it('who were forgotten are counted, have no name, and lead nowhere', () => {
    const { rows, totals, isTop } = customersTable([ann, { ...ann, order: 'ord_2', id: null, name: null, email: null }], texts);
    expect(rows[1]).toEqual({ id: 'ord_2', values: ['Forgotten', 'new', 2, 900, 0, 0, 900] });
    expect([totals.at(-1), isTop]).toEqual([1_800, true]);
  });

  it('are told apart by whether they are new, without events of their own', () => {
    const { rows, columns, report } = groupsTable([{ ...bought, kind: 'returning', customers: 3 }], texts.kind);
    expect(rows[0]?.values).toEqual(['returning', 3, 2, 900, 0, 0, 900]);
    expect([report, columns.filter(({ figure }) => figure !== undefined)]).toEqual([undefined, []]);
  });
});

it('stores are named, and add up in one currency', () => {
  const row = { currency: 'USD', sales: 1, captured: 500, shipping: 0, tax: 20, refunded: 120, net: 380 };
  const { rows, totals } = storesTable(
    [
      { ...row, store: 'mer_a' },
      { ...row, store: 'mer_b' },
    ],
    (id) => `Shop ${id}`,
  );
  expect(rows[0]?.values).toEqual(['Shop mer_a', 1, 500, 0, 20, 120, 380]);
  expect(totals.at(-1)).toBe(760);
});

it('the currency of most rows comes first', () =>
  expect(currenciesOfRows([{ currency: 'AED' }, { currency: 'USD' }, { currency: 'USD' }])).toEqual(['USD', 'AED']));
