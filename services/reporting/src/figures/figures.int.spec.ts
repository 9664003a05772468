import {
  BreakdownRequestSchema,
  BreakdownResponseSchema,
  FiguresRequestSchema,
  FiguresResponseSchema,
  RebuildProgressRequestSchema,
  RebuildProgressResponseSchema,
  RebuildRequestSchema,
  RebuildResponseSchema,
  requests,
} from '@tollgate/contracts';
import { eventually } from '@tollgate/testing';
import { projections } from '../projection/projections.js';
import { type Counts, naiveReports } from '../testing/naive-reports.js';
import { fillWithRandomOrders, loggedIn } from '../testing/random-log.js';
import { TestStack } from '../testing/test-stack.js';

let stack: TestStack;
beforeAll(async () => {
  stack = await TestStack.start();
  await stack.serve();
  await fillWithRandomOrders(stack);
});
afterAll(() => stack?.stop());

const period = { mode: 'test', from: '2026-08-30T00:00:00Z', to: '2026-12-01T00:00:00Z' };
const logged = () => loggedIn(stack);

const figureNames = [
  ...['placed', 'approved', 'declined', 'rejected', 'held', 'expired', 'voided', 'downloads', 'sales', 'captures', 'captured'],
  ...['shipping', 'tax', 'refunds', 'refunded', 'refundedShipping', 'refundedTax'],
];
type Plain = Readonly<Record<string, unknown>>;
const named = (
  start: readonly string[],
  names: readonly string[],
  of: Plain | undefined,
): readonly (readonly [string, bigint])[] =>
  names.flatMap((name) => {
    const value = BigInt(String(of?.[name] ?? 0));
    return value === 0n ? [] : [[[...start, name].join('|'), value] as const];
  });
const sorted = (counts: Iterable<readonly [string, bigint]>) => [...counts].sort(([a], [b]) => (a < b ? -1 : 1));

const figuresBy = async (merchant: string, timeZone: string, bucket: string) => {
  const init = { merchant, ...period, timeZone, bucket };
  const { currencies } = await stack.requests.request(requests.figures, FiguresRequestSchema, FiguresResponseSchema, init);
  return currencies;
};
const breakdownBy = async (merchant: string, by: string, currency = '') => {
  const init = { merchant, ...period, by, currency };
  return (await stack.requests.request(requests.breakdown, BreakdownRequestSchema, BreakdownResponseSchema, init)).rows;
};

/** Of the whole period, whatever the day. */
const wholeOf = (counts: Counts, report: string) => {
  const sums = new Map<string, bigint>();
  for (const [name, value] of counts) {
    const [, currency, of, ...rest] = name.split('|');
    const key = [currency, ...rest].join('|');
    if (of === report) sums.set(key, (sums.get(key) ?? 0n) + value);
  }
  return sums;
};

const breakdowns: Readonly<Record<string, { of: (row: Plain) => string; names: Readonly<Record<string, string>> }>> = {
  product: {
    of: ({ key }) => String(key),
    names: {
      orders: 'sales',
      quantity: 'quantity',
      captured: 'captured',
      refunds: 'refunds',
      returnedQuantity: 'returnedQuantity',
      refunded: 'refunded',
    },
  },
  country: {
    of: ({ key }) => String(key),
    names: {
      ...{ orders: 'sales', captured: 'captured', shipping: 'shipping', tax: 'tax', refunds: 'refunds', refunded: 'refunded' },
      ...{ refundedShipping: 'refundedShipping', refundedTax: 'refundedTax' },
    },
  },
  tax: {
    of: ({ key, detail, ratePpm }) => `${key}/${detail}/${ratePpm}`,
    names: {
      ...{ orders: 'sales', taxable: 'taxable', tax: 'tax', refunds: 'refunds' },
      ...{ refundedTaxable: 'refundedTaxable', refundedTax: 'refundedTax' },
    },
  },
  shipping: {
    of: ({ key, detail }) => `${key}/${detail}`,
    names: {
      ...{ orders: 'sales', shipping: 'shipping', shippingTax: 'shippingTax', refunds: 'refunds' },
      ...{ refundedShipping: 'refundedShipping', refundedShippingTax: 'refundedShippingTax' },
    },
  },
  decline: { of: ({ key, detail }) => `${detail}/${key}`, names: { orders: 'orders', total: 'total' } },
};

describe('figures', () => {
  it.each(['UTC', 'America/New_York', 'America/Santiago', 'Asia/Kathmandu', 'Pacific/Kiritimati'])(
    'R1: are, by day of %s, what a naive recomputation from the log says, to the unit',
    async (zone) => {
      const naive = naiveReports(await logged(), 'mer_a', zone);
      const currencies = await figuresBy('mer_a', zone, 'day');
      const told = currencies.flatMap(({ currency, series }) =>
        series.flatMap(({ label, figures }) => named([label, currency, 'figures', ''], figureNames, figures as unknown as Plain)),
      );
      expect(told.length).toBeGreaterThan(50);
      expect(sorted(told)).toEqual(sorted([...naive].filter(([name]) => name.includes('|figures|'))));
    },
  );

  it('R1: days sum to months, and both to the total; so do hours', async () => {
    const zone = 'America/New_York';
    const [days, months] = [await figuresBy('mer_a', zone, 'day'), await figuresBy('mer_a', zone, 'month')];
    for (const [index, { series, total }] of months.entries()) {
      expect(total).toEqual(days[index]?.total);
      for (const { label, figures } of series) {
        const own = days[index]?.series.filter((day) => day.label.startsWith(label)) ?? [];
        expect(own.reduce((sum, day) => sum + (day.figures?.captured ?? 0n), 0n)).toBe(figures?.captured);
      }
    }
    const init = {
      merchant: 'mer_a',
      mode: 'test',
      from: '2026-11-01T04:00:00Z',
      to: '2026-11-02T05:00:00Z',
      timeZone: zone,
      bucket: 'hour',
    };
    const { currencies } = await stack.requests.request(requests.figures, FiguresRequestSchema, FiguresResponseSchema, init);
    expect(currencies.map(({ series }) => series.length)).toEqual(currencies.map(() => 25));
    for (const { currency, total } of currencies)
      expect(total?.placed).toBe(
        days.find((one) => one.currency === currency)?.series.find(({ label }) => label === '2026-11-01')?.figures?.placed,
      );
  });

  it.each(Object.keys(breakdowns))('by %s are what a naive recomputation from the log says, to the unit', async (by) => {
    const naive = wholeOf(naiveReports(await logged(), 'mer_b', 'UTC'), by);
    const { of, names } = breakdowns[by] ?? { of: () => '', names: {} };
    const told = (await breakdownBy('mer_b', by)).flatMap((row) => {
      const plain = row as unknown as Plain;
      const renamed = Object.fromEntries(Object.entries(names).map(([field, name]) => [name, plain[field]]));
      return named([row.currency, of(plain)], Object.values(names), renamed);
    });
    expect(told.length).toBeGreaterThan(5);
    expect(sorted(told)).toEqual(sorted(naive));
  });

  it('of one currency are those of all without the others, by day and as they were in the middle of a quarter of an hour', async () => {
    const at = '2026-10-15T12:07:30Z';
    for (const moment of [{}, { at }]) {
      const init = { merchant: 'mer_a', ...period, ...moment, timeZone: 'America/New_York', bucket: 'day' };
      const ask = async (currency: string) =>
        (await stack.requests.request(requests.figures, FiguresRequestSchema, FiguresResponseSchema, { ...init, currency }))
          .currencies;
      const all = await ask('');
      expect(all.length).toBeGreaterThan(1);
      for (const one of all) expect(await ask(one.currency)).toEqual([one]);
      expect(await ask('XOF')).toEqual([]);
    }
  });

  it('of a whole period are its totals, by currency', async () => {
    const [days, wholes] = [await figuresBy('mer_a', 'America/New_York', 'day'), await figuresBy('mer_a', 'UTC', 'period')];
    expect(wholes.map(({ currency, total }) => ({ currency, total }))).toEqual(
      days.map(({ currency, total }) => ({ currency, total })),
    );
    expect(wholes.map(({ series }) => series.map(({ label, figures }) => [label, figures]))).toEqual(
      wholes.map(({ total }) => [['2026-08-30/2026-11-30', total]]),
    );
  });

  it.each(Object.keys(breakdowns))('by %s of one currency are those of all without the others', async (by) => {
    const all = await breakdownBy('mer_b', by);
    for (const currency of new Set(all.map((row) => row.currency)))
      expect(await breakdownBy('mer_b', by, currency)).toEqual(all.filter((row) => row.currency === currency));
  });

  it('I14: are nobody else’s, and test apart from live', async () => {
    expect(await figuresBy('mer_c', 'UTC', 'day')).toEqual([]);
    expect(await breakdownBy('mer_c', 'product')).toEqual([]);
    const live = { merchant: 'mer_a', ...period, mode: 'live', bucket: 'day' };
    expect(await stack.requests.request(requests.figures, FiguresRequestSchema, FiguresResponseSchema, live)).toMatchObject({
      currencies: [],
    });
  });

  it('I7: are byte for byte the same after a rebuild', async () => {
    const shown = async () => {
      const all: Record<string, readonly unknown[]> = {};
      for (const { table } of projections)
        all[table.name] = await stack.rows(`SELECT v::text FROM reporting.${table.name} AS v ORDER BY ${table.key.join(', ')}`);
      return all;
    };
    const before = await shown();
    expect(Object.values(before).map(({ length }) => length > 10)).toEqual(projections.map(() => true));
    const { generation } = await stack.requests.request(requests.rebuild, RebuildRequestSchema, RebuildResponseSchema, {});
    await eventually('the rebuild', async () => {
      const progress = await stack.requests.request(
        requests.rebuildProgress,
        RebuildProgressRequestSchema,
        RebuildProgressResponseSchema,
        {
          generation,
        },
      );
      expect(progress.error).toBe('');
      return progress.isDone;
    });
    expect(await shown()).toEqual(before);
  });

  it.each([
    ['invalid_bucket', { bucket: 'week' }],
    ['invalid_time_zone', { bucket: 'day', timeZone: 'Mars/Olympus' }],
    ['invalid_date', { bucket: 'day', from: 'yesterday' }],
  ])('refuse what is none with %s', async (code, asked) => {
    const init = { merchant: 'mer_a', ...period, ...asked };
    await expect(
      stack.requests.request(requests.figures, FiguresRequestSchema, FiguresResponseSchema, init),
    ).rejects.toMatchObject({ code });
  });
});
