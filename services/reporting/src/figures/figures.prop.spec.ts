import type { RecordedEvent } from '@tollgate/contracts';
import fc from 'fast-check';
import { projections } from '../projection/projections.js';
import { stepsOf } from '../projection/reported-order.js';
import { grains, startOf } from '../projection/roll-up/grains.js';
import { type Counts, naiveReports, type PlainEvent } from '../testing/naive-reports.js';
import { histories } from '../testing/random-histories.js';
import { daysOf } from './buckets.js';

/** A row of sums, column by column. */
type Row = Readonly<Record<string, string | number | bigint | null>>;

const reports = {
  figures: 'figures',
  product_sales: 'product',
  country_sales: 'country',
  taxes: 'tax',
  declines: 'decline',
  shipping_sales: 'shipping',
  settlements: 'settlement',
} as const;
type Table = keyof typeof reports;

/** What the steps of these orders write into a table, each order a page of its own. */
const rowsOf = (table: Table, orders: readonly (readonly RecordedEvent[])[]): readonly Row[] => {
  const found = projections.find((one) => one.table.name === table);
  if (found === undefined) throw new Error(table);
  const columns = Object.keys(found.table.types);
  return orders.flatMap((events) => {
    const changes = found.changesOf(stepsOf(undefined, events));
    return (changes[0] ?? []).map((_, row) =>
      Object.fromEntries(columns.map((column, index) => [column, changes[index]?.[row] ?? null])),
    );
  });
};

const figureOf = (column: string): string =>
  column.replace(/_minor$/, '').replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
const keyColumns = [
  'merchant',
  'mode',
  'grain',
  'at',
  'currency',
  'sku',
  'method',
  'country',
  'jurisdiction',
  'name',
  'rate_ppm',
  'outcome',
  'code',
  'processor',
];
const ofRow = (row: Row): string =>
  keyColumns
    .slice(5)
    .flatMap((column) => (column in row ? [String(row[column])] : []))
    .join('/');

type Orders = readonly (readonly RecordedEvent[])[];

/** The figures of a row under the names of the naive reports, each with its value. */
const namedIn = (row: Row, report: string, place: string): readonly (readonly [name: string, value: bigint])[] =>
  Object.entries(row)
    .filter(([column, value]) => !keyColumns.includes(column) && value !== 0n)
    .map(([column, value]) => [[place, row.currency, report, ofRow(row), figureOf(column)].join('|'), BigInt(value ?? 0)]);

/** The sums of a merchant's rows of one grain; `placeOf` says which time a row counts in. */
const countsOf = (
  orders: Orders,
  { merchant, grain }: { merchant: string; grain: string },
  placeOf = (at: string) => at,
): Counts => {
  const counts: Counts = new Map();
  const named = Object.entries(reports).flatMap(([table, report]) =>
    rowsOf(table as Table, orders)
      .filter((row) => row.merchant === merchant && row.grain === grain)
      .flatMap((row) => namedIn(row, report, placeOf(String(row.at)))),
  );
  for (const [name, value] of named) counts.set(name, (counts.get(name) ?? 0n) + value);
  return counts;
};

const plainOf = (orders: readonly (readonly RecordedEvent[])[]): readonly PlainEvent[] =>
  orders.flat().map(({ type, header, dataText }) => ({
    type,
    order: header.subject.id,
    id: header.id,
    merchant: header.merchant,
    at: header.occurredAt,
    data: JSON.parse(dataText),
  }));

const zones = ['UTC', 'America/New_York', 'America/Santiago', 'Asia/Kathmandu', 'Pacific/Kiritimati', 'Australia/Lord_Howe'];
const sorted = (counts: Counts) => [...counts].sort(([a], [b]) => (a < b ? -1 : 1));

describe('reports of random orders', () => {
  it('R1, M6: are, day by day of any zone and to the unit, what a naive recomputation from the events says', () => {
    const days = new Map(
      zones.map((zone) => {
        const { buckets } = daysOf({ from: '2026-08-30', to: '2026-11-30', timeZone: zone });
        return [zone, (at: string) => buckets.findLast(({ beginMs }) => beginMs <= Date.parse(at))?.label ?? ''];
      }),
    );
    fc.assert(
      fc.property(histories(6), fc.constantFrom(...zones), (orders, zone) => {
        const placeOf = days.get(zone) ?? ((at: string) => at);
        for (const merchant of ['mer_a', 'mer_b'])
          expect(sorted(countsOf(orders, { merchant, grain: 'quarter' }, placeOf))).toEqual(
            sorted(naiveReports(plainOf(orders), merchant, zone)).filter(([name]) => !name.includes('|customer|')),
          );
      }),
      { numRuns: 600 },
    );
  });

  it('I7: are the same from longer grains, wherever they are kept', () => {
    fc.assert(
      fc.property(histories(4), (orders) => {
        for (const grain of grains.slice(1)) {
          const kept = countsOf(orders, { merchant: 'mer_a', grain });
          const sums = [...countsOf(orders, { merchant: 'mer_a', grain: 'quarter' }, (at) => startOf[grain](at))];
          const expected = sums.filter(([name]) => grain !== 'hour' || /\|(figures|settlement)\|/.test(name));
          expect(sorted(kept)).toEqual(sorted(new Map(expected)));
        }
      }),
      { numRuns: 200 },
    );
  });

  it('M6: of a time that is over stay what they were, whatever comes after', () => {
    fc.assert(
      fc.property(histories(1), fc.nat(), ([events = []], cut) => {
        const before = events.slice(0, 1 + (cut % events.length));
        const now = startOf.quarter(before.at(-1)?.header.occurredAt ?? '');
        const early = (counts: Counts) => sorted(counts).filter(([name]) => name < now);
        const merchant = events[0]?.header.merchant ?? '';
        const of = { merchant, grain: 'quarter' };
        expect(early(countsOf([before], of))).toEqual(early(countsOf([events], of)));
      }),
      { numRuns: 300 },
    );
  });
});
