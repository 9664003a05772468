import type { RecordedEvent } from '@tollgate/contracts';
import fc from 'fast-check';
import { projections } from '../projection/projections.js';
import { type OrderStep, stepsOf } from '../projection/reported-order.js';
import { startOf } from '../projection/roll-up/grains.js';
import { histories } from '../testing/random-histories.js';
import { cellOf, type Source } from './cell.js';

const keysOf: Readonly<Record<string, readonly [report: string, ...keys: string[]]>> = {
  figures: ['figures'],
  product_sales: ['product', 'sku'],
  country_sales: ['country', 'country'],
  taxes: ['tax', 'jurisdiction', 'name', 'rate_ppm'],
  declines: ['decline', 'outcome', 'code'],
  shipping_sales: ['shipping', 'method', 'country'],
  settlements: ['settlement', 'processor'],
};

type Row = Readonly<Record<string, string | number | bigint | null>>;

const rowsOf = (table: string, steps: readonly OrderStep[]): readonly Row[] => {
  const found = projections.find((one) => one.table.name === table);
  const changes = found?.changesOf(steps) ?? [];
  const columns = Object.keys(found?.table.types ?? {});
  return (changes[0] ?? []).map((_, row) =>
    Object.fromEntries(columns.map((column, index) => [column, changes[index]?.[row] ?? null])),
  );
};

const figureOf = (measure: string): string =>
  measure.replace(/_minor$/, '').replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** The ids of the events that a source leads to, as the read models have them. */
const idsIn = (source: Source, steps: readonly OrderStep[]): ReadonlySet<unknown> => {
  switch (source.of) {
    case 'placements':
      return new Set(steps.filter(({ event }) => event.type === 'OrderPlaced').map(({ event }) => event.header.id));
    case 'outcomes':
      return new Set(
        rowsOf('outcomes', steps)
          .filter(({ outcome }) => source.outcomes.some((one) => one === outcome))
          .map(({ event }) => event),
      );
    case 'movements':
      return new Set(
        rowsOf('journal', steps)
          .filter(({ event }) => source.events.some((one) => one === event))
          .map(({ entry }) => entry),
      );
  }
};

const stepsOfAll = (orders: readonly (readonly RecordedEvent[])[]): readonly OrderStep[] =>
  orders.flatMap((events) => stepsOf(undefined, events)).filter(({ after }) => after.order.merchant === 'mer_a');

/** A figure of a row with the wish for its events. */
const figuresOfRows = (steps: readonly OrderStep[]) =>
  Object.entries(keysOf).flatMap(([table, [report, ...keys]]) =>
    rowsOf(table, steps)
      .filter(({ grain }) => grain === 'quarter')
      .flatMap((row) =>
        Object.entries(row)
          .filter(([, value]) => typeof value === 'bigint')
          .map(([measure, value]) => ({
            at: row.at,
            value,
            wish: {
              report,
              currency: String(row.currency),
              figure: figureOf(measure),
              of: keys.map((key) => String(row[key])),
            },
          })),
      ),
  );

describe('the events of a cell', () => {
  it('add up to it, whatever report, row and figure, and are all found where they are looked for', () => {
    fc.assert(
      fc.property(histories(5), (orders) => {
        const steps = stepsOfAll(orders);
        for (const { at, value, wish } of figuresOfRows(steps)) {
          const { amountOf, source } = cellOf(wish);
          const own = steps.filter(({ event }) => startOf.quarter(event.header.occurredAt) === at);
          const counted = own.filter((step) => amountOf(step) !== 0n);
          expect({ ...wish, sum: counted.reduce((sum, step) => sum + amountOf(step), 0n) }).toEqual({ ...wish, sum: value });
          const found = idsIn(source, own);
          expect(counted.filter(({ event }) => !found.has(event.header.id))).toEqual([]);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('of the sum of all rows are those of every row', () => {
    fc.assert(
      fc.property(histories(5), (orders) => {
        const steps = stepsOfAll(orders);
        const sumOf = (report: string, of: readonly string[], figure: string): bigint => {
          const { amountOf } = cellOf({ report, currency: 'USD', figure, of });
          return steps.reduce((sum, step) => sum + amountOf(step), 0n);
        };
        const countries = ['US', 'DE', 'JP', ''].reduce((sum, country) => sum + sumOf('country', [country], 'net'), 0n);
        expect(countries).toBe(sumOf('country', [], 'net'));
        expect(sumOf('figures', [], 'net')).toBe(countries);
        expect(sumOf('settlement', [], 'net')).toBe(countries);
        expect(sumOf('customer', [], 'net')).toBe(countries);
        expect(sumOf('product', [], 'net')).toBe(sumOf('figures', [], 'goods') - sumOf('figures', [], 'refundedGoods'));
        expect(sumOf('tax', [], 'netTax')).toBe(sumOf('figures', [], 'tax') - sumOf('figures', [], 'refundedTax'));
        expect(sumOf('shipping', [], 'netShipping')).toBe(
          sumOf('figures', [], 'shipping') - sumOf('figures', [], 'refundedShipping'),
        );
      }),
      { numRuns: 150 },
    );
  });
});
