import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  BreakdownRequestSchema,
  BreakdownResponseSchema,
  CustomersRequestSchema,
  CustomersResponseSchema,
  FiguresRequestSchema,
  FiguresResponseSchema,
  type MessageInitShape,
  OpenExportRequestSchema,
  OpenExportResponseSchema,
  requests,
  SettlementRequestSchema,
  SettlementResponseSchema,
} from '@tollgate/contracts';
import { toDecimal } from '@tollgate/money';
import { python } from '../exports/testing/readers.js';
import { fillWithRandomOrders } from '../testing/random-log.js';
import { TestStack } from '../testing/test-stack.js';

let stack: TestStack;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tollgate-reports-'));
  stack = await TestStack.start();
  await stack.serve();
  await fillWithRandomOrders(stack);
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await stack?.stop();
});

const days = { from: '2026-09-01', to: '2026-11-30' };
const timeZone = 'America/New_York';
const moments = { from: '2026-09-01T04:00:00Z', to: '2026-12-01T05:00:00Z' };
const wish = { merchant: 'mer_a', mode: 'test', ...days, timeZone, language: 'en' };

type Change = MessageInitShape<typeof OpenExportRequestSchema>;
const open = (change: Change) =>
  stack.requests.request(requests.openExport, OpenExportRequestSchema, OpenExportResponseSchema, { ...wish, ...change }, 15_000);

/** The file, and where it lies. */
const fileOf = async (
  change: Change,
): Promise<{ readonly path: string; readonly headers: Headers; readonly entries: number }> => {
  const { url, entries } = await open(change);
  const response = await fetch(url);
  expect(response.status).toBe(200);
  const path = join(folder, `${change.report}.${change.format}`);
  writeFileSync(path, Buffer.from(await response.arrayBuffer()));
  return { path, headers: response.headers, entries };
};

/** Amounts by the name of the column and currency: of the rows added up, and as they stand beneath them. */
interface Read {
  readonly sums: Readonly<Record<string, string>>;
  readonly totals: Readonly<Record<string, string>>;
  readonly rows: number;
}

const summing = `
from decimal import Decimal
from collections import defaultdict
def read(heads, rows, total):
    sums, totals = defaultdict(Decimal), {}
    body = [row for row in rows if row[0] != total]
    for row in body:
        for head, value in zip(heads[1:-1], row[1:-1]):
            if value not in (None, '') and not isinstance(value, str): sums[head + ' ' + row[-1]] += Decimal(str(value))
    for row in rows[len(body):]:
        for head, value in zip(heads[1:-1], row[1:-1]):
            if value not in (None, ''): totals[head + ' ' + row[-1]] = Decimal(str(value))
    show = lambda all: {key: format(value.normalize() + 0, 'f') for key, value in sorted(all.items()) if value != 0}
    print(json.dumps(dict(sums=show(sums), totals=show(totals), rows=len(body))))
`;

const readers: Readonly<Record<string, string>> = {
  csv: `${summing}
import csv
raw = open(sys.argv[1], 'rb').read()
assert raw.startswith(b'\\xef\\xbb\\xbf'), 'a byte order mark'
rows = list(csv.reader(raw.decode('utf-8-sig').splitlines()))
number = lambda text: Decimal(text) if text.replace('.', '').replace('-', '').isdigit() else text
read(rows[0], [[row[0], *[number(cell) for cell in row[1:-1]], row[-1]] for row in rows[1:]], 'Total')`,
  xlsx: `${summing}
import openpyxl
rows = list(openpyxl.load_workbook(sys.argv[1]).worksheets[0].iter_rows(values_only=True))
read(rows[0], rows[1:], 'Total')`,
};

const normal = (decimal: string): string => (decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal);

interface JsonFile {
  readonly columns: readonly { readonly name: string; readonly title: string; readonly kind: string }[];
  readonly data: readonly Readonly<Record<string, number | string>>[];
  readonly totals: readonly Readonly<Record<string, number | string>>[];
}

/** Its amounts are in minor units. */
const readJson = (path: string): Read => {
  const { columns, data, totals } = python<JsonFile>('print(open(sys.argv[1]).read())', path);
  const amounts = columns.filter(({ kind }) => kind === 'amount');
  const decimals = (rows: JsonFile['data']): Readonly<Record<string, string>> =>
    Object.fromEntries(
      totals.flatMap(({ currency }) => {
        const own = rows.filter((row) => row.currency === currency);
        return amounts.map(({ name, title }) => {
          const minor = own.reduce((sum, row) => sum + Number(row[name]), 0);
          return [`${title} ${currency}`, normal(toDecimal(BigInt(minor), String(currency)))];
        });
      }),
    );
  return { sums: decimals(data), totals: decimals(totals), rows: data.length };
};

const read = (format: 'csv' | 'xlsx' | 'json', path: string): Read =>
  format === 'json' ? readJson(path) : python<Read>(readers[format] ?? '', path);

/** What the API says, by the columns that the file names so. */
const expected = (rows: readonly { readonly currency: string }[], columns: Readonly<Record<string, string>>) => {
  const sums = new Map<string, { minor: bigint; currency: string }>();
  for (const row of rows)
    for (const [head, field] of Object.entries(columns)) {
      const key = `${head} ${row.currency}`;
      const minor = BigInt((row as unknown as Readonly<Record<string, bigint>>)[field] ?? 0);
      sums.set(key, { minor: (sums.get(key)?.minor ?? 0n) + minor, currency: row.currency });
    }
  const amounts = [...sums].filter(([, { minor }]) => minor !== 0n);
  return Object.fromEntries(amounts.map(([key, { minor, currency }]) => [key, normal(toDecimal(minor, currency))]));
};

const asked = { merchant: 'mer_a', mode: 'test', ...moments, timeZone };
const api: Readonly<Record<string, () => Promise<readonly { readonly currency: string }[]>>> = {
  figures: async () => {
    const request = { ...asked, bucket: 'day' };
    const { currencies } = await stack.requests.request(requests.figures, FiguresRequestSchema, FiguresResponseSchema, request);
    return currencies.map(({ currency, total }) => ({ ...total, currency }));
  },
  settlement: async () => {
    const request = { ...asked, bucket: 'day' };
    return (await stack.requests.request(requests.settlement, SettlementRequestSchema, SettlementResponseSchema, request)).rows;
  },
  groups: async () => {
    const request = { ...asked, limit: 100 };
    const { groups } = await stack.requests.request(requests.customers, CustomersRequestSchema, CustomersResponseSchema, request);
    return groups.map(({ currency, figures }) => ({ ...figures, currency }));
  },
};
const breakdown = (by: string) => async () =>
  (await stack.requests.request(requests.breakdown, BreakdownRequestSchema, BreakdownResponseSchema, { ...asked, by })).rows;

const reports = [
  ['sales', api.figures, { Captured: 'captured', Shipping: 'shipping', Tax: 'tax', Refunded: 'refunded', Net: 'net' }],
  [
    'refunds',
    api.figures,
    { Refunded: 'refunded', 'Refunded shipping': 'refundedShipping', 'Refunded tax': 'refundedTax', Captured: 'captured' },
  ],
  ['products', breakdown('product'), { Goods: 'captured', Refunded: 'refunded' }],
  ['countries', breakdown('country'), { Captured: 'captured', Shipping: 'shipping', Tax: 'tax', Refunded: 'refunded' }],
  [
    'tax',
    breakdown('tax'),
    { Taxable: 'taxable', Tax: 'tax', 'Refunded taxable': 'refundedTaxable', 'Refunded tax': 'refundedTax' },
  ],
  ['shipping', breakdown('shipping'), { Shipping: 'shipping', 'Tax on shipping': 'shippingTax', Refunded: 'refundedShipping' }],
  ['reasons', breakdown('decline'), { Total: 'total' }],
  ['settlement', api.settlement, { Captured: 'captured', Refunded: 'refunded', Owed: 'net' }],
  ['customer-kinds', api.groups, { Captured: 'captured', Refunded: 'refunded', Net: 'net' }],
] as const;

describe('R2: the file of a report, read back by programs of others', () => {
  it.each(reports.flatMap((report) => (['csv', 'xlsx', 'json'] as const).map((format) => [format, ...report] as const)))(
    '%s of %s has amounts that add up to its totals, and both to what the API says',
    async (...[format, report, ask, columns]) => {
      const wanted = expected((await ask?.()) ?? [], columns);
      expect(Object.keys(wanted).length).toBeGreaterThan(1);
      const { path, headers } = await fileOf({ report, format });
      const { sums, totals, rows } = read(format, path);
      expect(sums).toMatchObject(wanted);
      expect(totals).toMatchObject(wanted);
      expect(Number(headers.get('x-export-entries'))).toBe(rows);
      expect(headers.get('content-disposition')).toBe(`attachment; filename="${report}-test-${days.from}-${days.to}.${format}"`);
    },
  );

  it.each(['authorizations', 'fraud', 'refunds', 'downloads', 'tax', 'countries'])(
    'pdf of %s tells each head and each sum',
    async (report) => {
      const { path } = await fileOf({ report, format: 'pdf', language: 'de' });
      const text = python<string>(
        `import pypdf\nprint(json.dumps('\\n'.join(page.extract_text() for page in pypdf.PdfReader(sys.argv[1]).pages)))`,
        path,
      );
      expect(text).toMatch(/\nSumme .* [A-Z]{3}\n/);
      expect(text).toMatch(/mer_a\s·\stest\s·\sAmerica\/New_York/);
    },
  );

  it('has a day of sales for each day of the zone, as numbers that Excel takes for days', async () => {
    const { path } = await fileOf({ report: 'sales', format: 'xlsx', currency: 'USD' });
    const first = python<string[]>(
      `import openpyxl\nprint(json.dumps([row[0].value.date().isoformat() for row in openpyxl.load_workbook(sys.argv[1]).worksheets[0].iter_rows(min_row=2) if row[0].is_date]))`,
      path,
    );
    expect([first.length, first[0], first.at(-1)]).toEqual([91, days.from, days.to]);
  });

  it('is in the language that is asked for', async () => {
    const { path } = await fileOf({ report: 'countries', format: 'csv', language: 'ja', currency: 'USD' });
    const heads = python<string[]>(
      `import csv\nprint(json.dumps(next(csv.reader(open(sys.argv[1], encoding='utf-8-sig')))))`,
      path,
    );
    expect(heads[0]).toMatch(/国/);
  });

  it('goes by the column that is asked for', async () => {
    const { path } = await fileOf({ report: 'products', format: 'json', sort: '-goods' });
    const rows = python<{ goods: number; currency: string }[]>(`print(json.dumps(json.load(open(sys.argv[1]))['data']))`, path);
    expect(rows.length).toBeGreaterThan(3);
    const byGoods = (a: (typeof rows)[number], b: (typeof rows)[number]) =>
      a.currency < b.currency ? -1 : a.currency > b.currency ? 1 : b.goods - a.goods;
    expect(rows).toEqual(rows.toSorted(byGoods));
  });

  it('tells what was known at a moment', async () => {
    const at = '2026-10-01T13:07:31.500Z';
    const { currencies } = await stack.requests.request(requests.figures, FiguresRequestSchema, FiguresResponseSchema, {
      ...asked,
      bucket: 'period',
      at,
    });
    const { path } = await fileOf({ report: 'sales', format: 'csv', at });
    const wanted = expected(
      currencies.map(({ currency, total }) => ({ ...total, currency })),
      { Captured: 'captured', Net: 'net' },
    );
    expect(read('csv', path).totals).toMatchObject(wanted);
    expect(wanted).not.toEqual(expected((await api.figures?.()) ?? [], { Captured: 'captured', Net: 'net' }));
  });

  it('I14: of several stores has those alone that were named, each by its name', async () => {
    const stores = [
      { merchant: 'mer_a', name: '=cmd()', timeZone },
      { merchant: 'mer_b', name: 'Second', timeZone: 'UTC' },
    ];
    const { path } = await fileOf({ report: 'stores', format: 'json', stores });
    const told = python<string[]>(
      `print(json.dumps(sorted({row['store'] for row in json.load(open(sys.argv[1]))['data']})))`,
      path,
    );
    expect(told).toEqual(['=cmd()', 'Second']);
    const csv = await fileOf({ report: 'stores', format: 'csv', stores });
    const names = python<string[]>(
      `import csv\nprint(json.dumps(sorted({row[0] for row in csv.reader(open(sys.argv[1], encoding='utf-8-sig'))})))`,
      csv.path,
    );
    expect(names).toContain("'=cmd()");
    expect((await fileOf({ report: 'sales', merchant: 'mer_nobody', format: 'json' })).entries).toBe(0);
  });

  it('of customers calls them what whoever asks says, and nobody else anything', async () => {
    const { rows } = await stack.requests.request(requests.customers, CustomersRequestSchema, CustomersResponseSchema, {
      ...asked,
      limit: 100,
    });
    const customers = [{ order: rows[0]?.order ?? '', name: '@SUM(1+1)' }];
    const { path } = await fileOf({ report: 'customers', format: 'csv', customers });
    const names = python<string[]>(
      `import csv\nprint(json.dumps([row[0] for row in csv.reader(open(sys.argv[1], encoding='utf-8-sig'))]))`,
      path,
    );
    expect(names.filter((name) => name === "'@SUM(1+1)")).toHaveLength(1);
    expect(names.filter((name) => name === 'Forgotten')).toHaveLength(rows.length - 1);
  });

  it.each([
    ['not_found', { report: 'nothing', format: 'csv' }],
    ['format_not_of_reports', { report: 'sales', format: 'datev' }],
    ['unknown_column', { report: 'sales', format: 'csv', sort: 'profit' }],
    ['unknown_currency', { report: 'sales', format: 'csv', currency: 'usd' }],
    ['invalid_date', { report: 'sales', format: 'csv', from: '2026-02-30' }],
    ['invalid_date', { report: 'sales', format: 'csv', at: 'yesterday' }],
    ['invalid_period', { report: 'customer-kinds', format: 'csv', from: '2024-02-01' }],
    ['invalid_time_zone', { report: 'sales', format: 'csv', timeZone: 'Mars/Olympus' }],
  ] as const)('is refused with %s: %o', async (code, change) => expect(open(change)).rejects.toMatchObject({ code }));
});
