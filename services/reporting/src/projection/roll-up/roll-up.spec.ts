import { orderPlaced, orderPriced } from '@tollgate/testing';
import { type OrderStep, stepsOf } from '../reported-order.js';
import { rollUp } from './roll-up.js';

/** Counts orders by what they are of, and their lines. */
const counted = rollUp({
  name: 'counts',
  grains: ['quarter', 'day'],
  dimensions: { sku: 'text' },
  measures: ['orders', 'lines'],
  contributionsOf: ({ event }) =>
    event.type === 'OrderPlaced' ? event.data.lines.map(({ sku }) => ({ of: [sku], add: { orders: 1n } })) : [],
});

const placed = (occurredAt: string, merchant = 'mer_demo', currency = 'USD'): readonly OrderStep[] =>
  stepsOf(undefined, [orderPlaced({ currency, lines: [{ sku: 'A' }] }, { occurredAt, merchant }), orderPriced()]);
const rowsOf = (steps: readonly OrderStep[]) => {
  const columns = counted.changesOf(steps);
  return columns[0]?.map((_, row) => columns.map((values) => values[row]));
};

describe('sums by time', () => {
  it('R3: are written once a time, however many orders a page holds', () =>
    expect(
      rowsOf([
        ...placed('2026-11-23T12:14:59.999Z'),
        ...placed('2026-11-23T12:00:00.000Z'),
        ...placed('2026-11-23T12:15:00.000Z'),
      ]),
    ).toEqual([
      ['mer_demo', 'test', 'quarter', '2026-11-23T12:00:00.000Z', 'USD', 'A', 2n, 0n],
      ['mer_demo', 'test', 'quarter', '2026-11-23T12:15:00.000Z', 'USD', 'A', 1n, 0n],
      ['mer_demo', 'test', 'day', '2026-11-23T00:00:00.000Z', 'USD', 'A', 3n, 0n],
    ]));

  it('are collected of the finest times alone for whoever sums up the longer ones later', () => {
    const steps = [...placed('2026-11-23T12:00:00.000Z'), ...placed('2026-11-23T18:30:00.000Z')];
    const grain = counted.changesOf(steps, 'finest')[2];
    expect(grain).toEqual(['quarter', 'quarter']);
  });

  it('I14: are apart by merchant and currency', () =>
    expect(
      rowsOf([...placed('2026-11-23T12:00:00.000Z', 'mer_a'), ...placed('2026-11-23T12:00:00.000Z', 'mer_b', 'EUR')]),
    ).toHaveLength(4));

  it('are told as a table that is added to', () =>
    expect(counted.table).toMatchObject({
      key: ['merchant', 'mode', 'grain', 'at', 'currency', 'sku'],
      onConflict: 'add',
      types: { at: 'timestamptz', orders: 'bigint', lines: 'bigint' },
    }));
});
