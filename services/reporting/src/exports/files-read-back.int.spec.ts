import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toPublicId } from '@tollgate/contracts';
import { toDecimal } from '@tollgate/money';
import { accountOf } from '../journal/chart-of-accounts.js';
import type { FormatName } from './export-formats.js';
import { fileOf, hostileTexts, ledger } from './testing/ledger.js';
import { datevReader, hledger, python } from './testing/readers.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tollgate-exports-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const pathOf = async (format: FormatName, currency?: string): Promise<string> => {
  const path = join(folder, `${currency ?? 'all'}.${format}`);
  writeFileSync(path, await fileOf(format, ledger, currency));
  return path;
};

const of = (currency: string) => ledger.filter((entry) => entry.currency === currency);
const currencies = [...new Set(ledger.map(({ currency }) => currency))].sort();

/** What each account comes to, by currency, as decimals: recomputed from the entries alone. */
const balances = (nameOf: (key: string) => string, keep = currencies): Readonly<Record<string, string>> => {
  const sums = new Map<string, bigint>();
  for (const { currency, lines } of ledger.filter((entry) => keep.includes(entry.currency)))
    for (const { account, minor } of lines) {
      const key = `${nameOf(account)} ${currency}`;
      sums.set(key, (sums.get(key) ?? 0n) + minor);
    }
  return Object.fromEntries([...sums].map(([key, minor]) => [key, toDecimal(minor, key.slice(-3))]));
};

const debitOf = (currency: string): string =>
  toDecimal(
    of(currency)
      .flatMap(({ lines }) => lines)
      .reduce((sum, { minor }) => (minor > 0n ? sum + minor : sum), 0n),
    currency,
  );
const clearingOf = (currency: string): bigint =>
  of(currency)
    .flatMap(({ lines }) => lines)
    .reduce((sum, { account, minor }) => (account.startsWith('clearing:') ? sum + minor : sum), 0n);
const lineCount = ledger.reduce((count, { lines }) => count + lines.length, 0);
const orderIds = [...new Set(ledger.map(({ order }) => toPublicId('ord', order)))].sort();

interface Table {
  readonly rows: number;
  readonly debit: Readonly<Record<string, string>>;
  readonly credit: Readonly<Record<string, string>>;
  readonly orders: readonly string[];
  readonly references: readonly string[];
  readonly types?: readonly string[];
}

const sums = Object.fromEntries(currencies.map((currency) => [currency, debitOf(currency)]));

describe('R2: an export, read back by programs of others', () => {
  it('CSV has the debits and credits of the journal, an order on each row, and text as text', async () => {
    const table = python<Table>(
      `
import csv, decimal
from collections import defaultdict
rows = list(csv.DictReader(open(sys.argv[1], encoding='utf-8-sig', newline='')))
debit, credit = defaultdict(decimal.Decimal), defaultdict(decimal.Decimal)
for row in rows:
    debit[row['currency']] += decimal.Decimal(row['debit'] or 0)
    credit[row['currency']] += decimal.Decimal(row['credit'] or 0)
print(json.dumps(dict(rows=len(rows), debit={k: str(v) for k, v in debit.items()}, credit={k: str(v) for k, v in credit.items()},
    orders=sorted({row['order'] for row in rows}), references=sorted({row['reference'] for row in rows}))))`,
      await pathOf('csv'),
    );
    expect(table).toMatchObject({ rows: lineCount, debit: sums, credit: sums, orders: orderIds });
    const safe = hostileTexts.map((text) => (/^[=@+\-\t]/.test(text) ? `'${text}` : text));
    expect(table.references).toEqual([...new Set(safe)].sort());
  });

  it('XLSX has days and amounts as numbers, and text as it was, of which none is a formula', async () => {
    const table = python<Table>(
      `
import openpyxl, datetime
from openpyxl.utils.escape import unescape
from collections import defaultdict
book = openpyxl.load_workbook(sys.argv[1])
assert book.sheetnames == ['Journal', 'Totals'], book.sheetnames
sheet = book['Journal']
heading = [cell.value for cell in sheet[1]]
rows = [dict(zip(heading, row)) for row in sheet.iter_rows(min_row=2)]
types = {cell.data_type for row in rows for cell in row.values() if cell.value is not None}
debit, credit = defaultdict(float), defaultdict(float)
for row in rows:
    assert isinstance(row['Day'].value, datetime.datetime), row['Day'].value
    debit[row['Currency'].value] += row['Debit'].value or 0
    credit[row['Currency'].value] += row['Credit'].value or 0
places = {'USD': 2, 'EUR': 2, 'JPY': 0, 'BHD': 3}
totals = {row[0].value: (row[1].value, row[2].value, '%.*f' % (places[row[0].value], row[3].value)) for row in book['Totals'].iter_rows(min_row=2)}
assert sum(total[1] for total in totals.values()) == len(rows), totals
print(json.dumps(dict(rows=len(rows), types=sorted(types), debit={k: '%.*f' % (places[k], v) for k, v in debit.items()},
    credit={k: v[2] for k, v in totals.items()}, orders=sorted({row['Order'].value for row in rows}),
    references=sorted({unescape(row['Reference'].value) for row in rows}))))`,
      await pathOf('xlsx'),
    );
    expect(table).toMatchObject({ rows: lineCount, debit: sums, credit: sums, orders: orderIds });
    expect(table.types).toEqual(['d', 'n', 's']);
    expect(table.references).toEqual([...hostileTexts].sort());
  });

  it('JSON has integers of minor units, and says what they come to', async () => {
    const read = python<{ readonly sums: object; readonly totals: object; readonly texts: readonly string[] }>(
      `
from collections import defaultdict
file = json.load(open(sys.argv[1], encoding='utf-8'))
sums = defaultdict(lambda: [0, 0, 0, 0])
for entry in file['entries']:
    one = sums[entry['currency']]
    one[0] += 1
    for line in entry['lines']:
        one[1] += 1
        one[2] += line['debit']
        one[3] += line['credit']
totals = {t['currency']: [t['entries'], t['lines'], t['debit'], t['credit']] for t in file['totals']}
print(json.dumps(dict(sums=sums, totals=totals, texts=sorted({entry['reference'] for entry in file['entries']}))))`,
      await pathOf('json'),
    );
    expect(read.sums).toEqual(read.totals);
    expect(read.texts).toEqual([...hostileTexts].sort());
    expect(read.totals).toMatchObject({
      JPY: [of('JPY').length, of('JPY').flatMap(({ lines }) => lines).length, Number(debitOf('JPY')), Number(debitOf('JPY'))],
    });
  });

  it('beancount finds nothing wrong, and the balance of each account', async () => {
    const read = python<{ readonly errors: readonly string[]; readonly balances: object; readonly orders: readonly string[] }>(
      `
from beancount import loader
from beancount.core import data
from collections import defaultdict
entries, errors, options = loader.load_file(sys.argv[1])
sums, orders = defaultdict(int), set()
for entry in data.filter_txns(entries):
    orders.add(entry.meta['order'])
    for posting in entry.postings:
        assert posting.meta['order'] == entry.meta['order']
        sums[posting.account + ' ' + posting.units.currency] += posting.units.number
print(json.dumps(dict(errors=[error.message for error in errors], balances={k: str(v) for k, v in sums.items()}, orders=sorted(orders))))`,
      await pathOf('beancount'),
    );
    expect(read).toEqual({ errors: [], balances: balances((key) => accountOf(key).path.join(':')), orders: orderIds });
  });

  it('hledger finds nothing wrong at its strictest, and the balance of each account', async () => {
    const path = await pathOf('hledger');
    hledger(path, 'check', '--strict');
    const printed = hledger(path, 'balance', '--flat', '--no-total', '--output-format', 'csv', '--layout', 'bare', '--empty');
    const read = printed
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => JSON.parse(`[${line}]`) as string[]);
    const expected = balances((key) => accountOf(key).path.join(':'));
    const shown = Object.fromEntries(read.map(([account, currency, balance]) => [`${account} ${currency}`, Number(balance)]));
    for (const [key, balance] of Object.entries(expected)) expect([key, shown[key] ?? 0]).toEqual([key, Number(balance)]);
    expect(hledger(path, 'stats')).toContain(`Transactions             : ${ledger.length} `);
    expect(hledger(path, 'print', `tag:order=${orderIds[0]}`)).toContain(orderIds[0]);
  });

  it('OFX has a statement for each currency, whose balance is the sum of its transactions', async () => {
    const read = python<
      Readonly<
        Record<
          string,
          { readonly sum: string; readonly balance: string; readonly ids: readonly string[]; readonly memos: readonly string[] }
        >
      >
    >(
      `
from ofxtools.Parser import OFXTree
tree = OFXTree()
tree.parse(sys.argv[1])
ofx = tree.convert()
read = {}
for statement in ofx.statements:
    transactions = list(statement.transactions)
    read[statement.curdef] = dict(sum=str(sum(t.trnamt for t in transactions)), balance=str(statement.ledgerbal.balamt),
        ids=[t.fitid for t in transactions], memos=[t.memo for t in transactions], days=[str(t.dtposted)[:10] for t in transactions])
print(json.dumps(read))`,
      await pathOf('qbo'),
    );
    expect(Object.keys(read).sort()).toEqual(currencies);
    for (const currency of currencies) {
      const sum = toDecimal(clearingOf(currency), currency);
      expect(read[currency]).toMatchObject({ sum, balance: sum });
      expect(read[currency]?.ids).toEqual(of(currency).map(({ id }) => toPublicId('jrn', id)));
      for (const [index, { order }] of of(currency).entries())
        expect(read[currency]?.memos[index]).toContain(toPublicId('ord', order));
    }
  });

  it('DATEV is a batch that its strict reader takes, with the balance of each account and the order as the document', async () => {
    const read = python<{
      readonly balances: Readonly<Record<string, string>>;
      readonly orders: readonly string[];
      readonly days: readonly string[];
    }>(
      `${datevReader}
from collections import defaultdict
header, legs = datev.read_batch(sys.argv[1])
assert (header.version, header.category, header.format_version, header.skr) == (700, 21, 13, '03'), header
balances = defaultdict(int)
for account, amount in zip(legs['Konto'], legs['Betrag']):
    balances[account] += amount
print(json.dumps(dict(balances={k: str(v) for k, v in balances.items()}, orders=sorted(set(legs['Belegfeld 1'])),
    days=sorted({str(day) for day in legs['Buchungsdatum']}))))`,
      await pathOf('datev', 'EUR'),
    );
    const expected = balances((key) => accountOf(key).skr03, ['EUR']);
    expect(read.balances).toEqual(Object.fromEntries(Object.entries(expected).map(([key, sum]) => [key.slice(0, 4), sum])));
    expect(read.orders).toEqual([...new Set(of('EUR').map(({ order }) => toPublicId('ord', order)))].sort());
    expect(read.days.every((day) => day.startsWith('2026-11-'))).toBe(true);
  });

  it('IIF has entries that add up to zero, on accounts that it opened before, an order on each line', async () => {
    const read = python<{ readonly balances: object; readonly transactions: number }>(
      `
from collections import defaultdict
from decimal import Decimal
columns, balances, accounts, current, transactions = {}, defaultdict(Decimal), set(), [], 0
for line in open(sys.argv[1], encoding='cp1252', newline=''):
    assert line.endswith('\\r\\n')
    keyword, *fields = line[:-2].split('\\t')
    if keyword.startswith('!'):
        columns[keyword[1:]] = fields
        continue
    row = dict(zip(columns[keyword], fields))
    if keyword == 'ACCNT':
        accounts.add(row['NAME'])
    elif keyword in ('TRNS', 'SPL'):
        assert (keyword == 'TRNS') == (not current) and row['ACCNT'] in accounts and 'ord_' in row['MEMO'], line
        current.append(row)
        balances[row['ACCNT']] += Decimal(row['AMOUNT'])
    else:
        assert keyword == 'ENDTRNS' and sum(Decimal(one['AMOUNT']) for one in current) == 0, current
        assert len({one['DATE'] for one in current}) == 1
        current, transactions = [], transactions + 1
assert not current
print(json.dumps(dict(balances={k: str(v) for k, v in balances.items()}, transactions=transactions)))`,
      await pathOf('iif', 'USD'),
    );
    const expected = balances((key) => accountOf(key).name, ['USD']);
    expect(read.balances).toEqual(Object.fromEntries(Object.entries(expected).map(([key, sum]) => [key.slice(0, -4), sum])));
    expect(read.transactions).toBe(of('USD').length);
  });

  it.each(['USD', 'JPY'])('Xero has a line an entry, whose amounts are what moved in %s', async (currency) => {
    const read = python<{ readonly sum: string; readonly lines: number; readonly headings: readonly string[] }>(
      `
import zipfile, io, csv
from decimal import Decimal
archive = zipfile.ZipFile(sys.argv[1])
assert archive.testzip() is None
rows = [row for name in archive.namelist() for row in list(csv.reader(io.TextIOWrapper(archive.open(name), encoding='utf-8', newline='')))[1:]]
headings = next(csv.reader(io.TextIOWrapper(archive.open(archive.namelist()[0]), encoding='utf-8')))
assert all(row[4].startswith('ord_') and len(row) == 5 for row in rows)
print(json.dumps(dict(sum=str(sum(Decimal(row[1]) for row in rows)), lines=len(rows), headings=headings)))`,
      await pathOf('xero', currency),
    );
    expect(read).toEqual({
      sum: toDecimal(clearingOf(currency), currency),
      lines: of(currency).length,
      headings: ['Date', 'Amount', 'Payee', 'Description', 'Reference'],
    });
  });

  it('PDF shows the totals, the trial balance and each order', async () => {
    const { text, pages, title } = python<{ readonly text: string; readonly pages: number; readonly title: string }>(
      `
import pypdf
reader = pypdf.PdfReader(sys.argv[1])
print(json.dumps(dict(text='\\n'.join(page.extract_text() for page in reader.pages), pages=len(reader.pages), title=reader.metadata.title)))`,
      await pathOf('pdf'),
    );
    expect([title, pages > 0]).toEqual(['Journal 2026-11-01 to 2026-11-30', true]);
    for (const part of [...orderIds, ...Object.values(sums), 'Sales tax payable US-NY', '*bold* #panic() $x$ \\'])
      expect(text).toContain(part);
  });
});
