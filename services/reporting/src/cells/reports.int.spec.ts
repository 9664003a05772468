import {
  BreakdownRequestSchema,
  BreakdownResponseSchema,
  CustomersRequestSchema,
  CustomersResponseSchema,
  FiguresRequestSchema,
  FiguresResponseSchema,
  ReportEventsRequestSchema,
  ReportEventsResponseSchema,
  requests,
  SettlementRequestSchema,
  SettlementResponseSchema,
} from '@tollgate/contracts';
import { type Counts, naiveReports, type PlainEvent } from '../testing/naive-reports.js';
import { fillWithRandomOrders, loggedIn } from '../testing/random-log.js';
import { TestStack } from '../testing/test-stack.js';

const period = { mode: 'test', from: '2026-08-30T00:00:00Z', to: '2026-12-01T00:00:00Z' };
/** In the middle of what happens, and of a quarter of an hour. */
const moment = '2026-11-01T13:07:31.500Z';

let stack: TestStack;
let events: readonly PlainEvent[];
beforeAll(async () => {
  stack = await TestStack.start();
  await stack.serve();
  await fillWithRandomOrders(stack);
  events = await loggedIn(stack);
});
afterAll(() => stack?.stop());

interface Asked {
  readonly timeZone?: string;
  readonly at?: string;
}

const of = (merchant: string, asked: Asked) => ({ merchant, ...period, ...asked });
const figures = (merchant: string, asked: Asked = {}) =>
  stack.requests.request(requests.figures, FiguresRequestSchema, FiguresResponseSchema, {
    bucket: 'day',
    ...of(merchant, asked),
  });
const settlement = (merchant: string, asked: Asked = {}) =>
  stack.requests.request(requests.settlement, SettlementRequestSchema, SettlementResponseSchema, {
    bucket: 'day',
    ...of(merchant, asked),
  });
const breakdown = (merchant: string, by: string, asked: Asked = {}) =>
  stack.requests.request(requests.breakdown, BreakdownRequestSchema, BreakdownResponseSchema, { by, ...of(merchant, asked) });
const customers = (merchant: string, asked: Asked = {}) =>
  stack.requests.request(requests.customers, CustomersRequestSchema, CustomersResponseSchema, {
    limit: 100,
    ...of(merchant, asked),
  });

interface CellAsked extends Asked {
  readonly report: string;
  readonly currency: string;
  readonly figure: string;
  readonly of?: readonly string[];
  readonly from?: string;
  readonly to?: string;
}

/** All events of a cell, page by page. */
const cellEvents = async (merchant: string, { of: row = [], ...asked }: CellAsked, limit = 7) => {
  const all: { id: string; order: string; amount: bigint; occurredAt: string }[] = [];
  for (let cursor = ''; ; ) {
    const page = await stack.requests.request(requests.reportEvents, ReportEventsRequestSchema, ReportEventsResponseSchema, {
      merchant,
      ...period,
      ...asked,
      of: [...row],
      limit,
      cursor,
    });
    all.push(...page.events);
    if (page.nextCursor === '') return all;
    cursor = page.nextCursor;
  }
};
const sumOf = (all: readonly { readonly amount: bigint }[]): bigint => all.reduce((sum, { amount }) => sum + amount, 0n);

/** The naive figures of a report, by currency, row and name, whatever the day. */
const wholeOf = (counts: Counts, report: string): ReadonlyMap<string, bigint> => {
  const sums = new Map<string, bigint>();
  for (const [name, value] of counts) {
    const [, currency, one, ...rest] = name.split('|');
    const key = [currency, ...rest].join('|');
    if (one === report) sums.set(key, (sums.get(key) ?? 0n) + value);
  }
  return sums;
};

const knownAt = (at: string) => events.filter((event) => Date.parse(event.at) <= Date.parse(at));
const counted = (all: Iterable<readonly [string, bigint]>) =>
  [...all].filter(([, value]) => value !== 0n).sort(([a], [b]) => (a < b ? -1 : 1));

describe('settlement', () => {
  it.each(['UTC', 'America/New_York', 'America/Santiago', 'Asia/Kathmandu', 'Pacific/Kiritimati', 'Australia/Lord_Howe'])(
    'R1: is, by day of %s and processor, what a naive recomputation from the log says',
    async (timeZone) => {
      const { rows } = await settlement('mer_a', { timeZone });
      const told = rows.flatMap(({ label, currency, processor, captures, captured, refunds, refunded }) =>
        Object.entries({ captures, captured, refunds, refunded }).map(
          ([name, value]) => [[label, currency, 'settlement', processor, name].join('|'), value] as const,
        ),
      );
      expect(told.length).toBeGreaterThan(20);
      const naive = naiveReports(events, 'mer_a', timeZone);
      expect(counted(told)).toEqual(counted([...naive].filter(([name]) => name.includes('|settlement|'))));
    },
  );

  it('is the change of what the processors owe in the journal', async () => {
    const { rows } = await settlement('mer_a');
    const clearing = await stack.rows<{ account: string; minor: string }>(
      `SELECT currency || ' ' || (line ->> 0) AS account, sum((line ->> 1)::bigint) AS minor FROM reporting.journal, jsonb_array_elements(lines) AS line
       WHERE merchant = 'mer_a' AND line ->> 0 LIKE 'clearing:%' GROUP BY 1`,
    );
    const owed = new Map<string, bigint>();
    for (const { currency, processor, net } of rows) {
      const account = `${currency} clearing:${processor}`;
      owed.set(account, (owed.get(account) ?? 0n) + net);
    }
    expect(counted(owed)).toEqual(counted(clearing.map(({ account, minor }) => [account, BigInt(minor)] as const)));
  });
});

describe('customers', () => {
  const naiveOf = (all: readonly PlainEvent[]) => wholeOf(naiveReports(all, 'mer_a', 'UTC'), 'customer');

  it('are, each with what they bought and gave back, those that a naive recomputation finds', async () => {
    const { rows, groups } = await customers('mer_a');
    const naive = naiveOf(events);
    const emailOf = (order: string) => events.find((event) => event.order === order)?.data.screening.email as string;
    const told = rows.flatMap(({ currency, order, figures: own }) =>
      (
        [
          ['sales', own?.orders],
          ['captured', own?.captured],
          ['refunds', own?.refunds],
          ['refunded', own?.refunded],
        ] as const
      ).map(([name, value]) => [[currency, emailOf(order), name].join('|'), value ?? 0n] as const),
    );
    expect(rows.length).toBeGreaterThan(1);
    expect(counted(told)).toEqual(counted([...naive].filter(([name]) => name.split('|')[1] !== '')));
    const net = rows.filter(({ currency }) => currency === 'USD').map(({ figures: own }) => own?.net ?? 0n);
    expect(net).toEqual(net.toSorted((a, b) => (a < b ? 1 : a > b ? -1 : 0)));
    const all = groups.filter(({ currency }) => currency === 'USD').reduce((sum, { figures: own }) => sum + (own?.net ?? 0n), 0n);
    const { currencies } = await figures('mer_a');
    expect(all).toBe(currencies.find(({ currency }) => currency === 'USD')?.total?.net);
  });

  it('are new where their first order was placed in the time', async () => {
    const from = '2026-10-15T00:00:00Z';
    const early = new Set(
      events
        .filter(({ type, merchant, at }) => type === 'OrderPlaced' && merchant === 'mer_a' && at < from)
        .map(({ data }) => data.screening.email),
    );
    const { rows, groups } = await stack.requests.request(requests.customers, CustomersRequestSchema, CustomersResponseSchema, {
      ...of('mer_a', {}),
      from,
      limit: 100,
    });
    for (const { order, isNew } of rows)
      expect(isNew).toBe(!early.has(events.find((event) => event.order === order)?.data.screening.email));
    expect(new Set(groups.map(({ kind }) => kind))).toEqual(new Set(['returning', 'unknown']));
    expect(new Set((await customers('mer_a')).groups.map(({ kind }) => kind))).toEqual(new Set(['new', 'unknown']));
  });
});

describe('every cell lists its events', () => {
  it('of which the sum is the cell: totals of figures', async () => {
    const { currencies } = await figures('mer_a');
    for (const { currency, total } of currencies) {
      for (const figure of ['placed', 'approved', 'declined', 'downloads', 'sales', 'captured', 'goods', 'net'] as const) {
        const listed = await cellEvents('mer_a', { report: 'figures', currency, figure });
        expect({ currency, figure, sum: sumOf(listed) }).toEqual({ currency, figure, sum: total?.[figure] });
        expect(new Set(listed.map(({ id }) => id)).size).toBe(listed.length);
        expect(listed.map(({ occurredAt }) => occurredAt)).toEqual(
          listed
            .map(({ occurredAt }) => occurredAt)
            .toSorted()
            .toReversed(),
        );
      }
    }
  });

  it('a day, a row and a customer', async () => {
    const { currencies } = await figures('mer_a');
    const point = currencies[0]?.series.find(({ figures: own }) => (own?.captured ?? 0n) > 0n);
    const day = { from: point?.begin ?? '', to: new Date(Date.parse(point?.begin ?? '') + 86_400_000).toISOString() };
    const currency = currencies[0]?.currency ?? '';
    expect(sumOf(await cellEvents('mer_a', { report: 'figures', currency, figure: 'captured', ...day }))).toBe(
      point?.figures?.captured,
    );
    for (const row of (await breakdown('mer_a', 'tax')).rows.slice(0, 5)) {
      const asked = { report: 'tax', currency: row.currency, of: [row.key, row.detail, String(row.ratePpm)] };
      expect(sumOf(await cellEvents('mer_a', { ...asked, figure: 'netTax' }))).toBe(row.tax - row.refundedTax);
    }
    for (const row of (await breakdown('mer_a', 'shipping')).rows.slice(0, 5)) {
      const asked = { report: 'shipping', currency: row.currency, of: [row.key, row.detail] };
      expect(sumOf(await cellEvents('mer_a', { ...asked, figure: 'shippingTax' }))).toBe(row.shippingTax);
    }
    for (const row of (await customers('mer_a')).rows) {
      const email = events.find((event) => event.order === row.order)?.data.screening.email as string;
      const asked = { report: 'customer', currency: row.currency, of: [email] };
      expect(sumOf(await cellEvents('mer_a', { ...asked, figure: 'net' }))).toBe(row.figures?.net);
    }
  });

  it('I14: nobody else’s', async () =>
    expect(await cellEvents('mer_c', { report: 'figures', currency: 'USD', figure: 'captured' })).toEqual([]));

  it.each([
    ['invalid_report', { report: 'nothing', figure: 'captured' }],
    ['invalid_figure', { report: 'figures', figure: 'approvalRate' }],
    ['invalid_date', { report: 'figures', figure: 'captured', at: 'yesterday' }],
  ])('and refuses with %s', async (code, asked) =>
    expect(cellEvents('mer_a', { currency: 'USD', ...asked })).rejects.toMatchObject({ code }),
  );
});

describe('the time machine', () => {
  const names = ['placed', 'approved', 'declined', 'captured', 'tax', 'refunded', 'refundedTax'] as const;

  it.each([moment, '2026-09-06T08:00:00Z', '2026-08-01T00:00:00Z', '2026-12-01T00:00:00Z'])(
    'shows reports as they were known at %s: what a naive recomputation from the events until then says',
    async (at) => {
      const naive = naiveReports(knownAt(at), 'mer_a', 'America/New_York');
      const { currencies } = await figures('mer_a', { at, timeZone: 'America/New_York' });
      const told = currencies.flatMap(({ currency, series }) =>
        series.flatMap(({ label, figures: own }) =>
          names.map((name) => [[label, currency, 'figures', '', name].join('|'), own?.[name] ?? 0n] as const),
        ),
      );
      const wanted = [...naive].filter(([name]) => names.some((one) => name.endsWith(`|figures||${one}`)));
      expect(counted(told)).toEqual(counted(wanted));
      const countries = (await breakdown('mer_a', 'country', { at })).rows.flatMap(({ currency, key, captured, refunded }) =>
        Object.entries({ captured, refunded }).map(([name, value]) => [[currency, key, name].join('|'), value] as const),
      );
      const naiveCountries = [...wholeOf(naive, 'country')].filter(([name]) => /\|(captured|refunded)$/.test(name));
      expect(counted(countries)).toEqual(counted(naiveCountries));
      const settled = (await settlement('mer_a', { at })).rows.reduce((sum, { net }) => sum + net, 0n);
      expect(settled).toBe(
        [...wholeOf(naive, 'settlement')].reduce(
          (sum, [name, value]) => sum + (name.endsWith('|captured') ? value : name.endsWith('|refunded') ? -value : 0n),
          0n,
        ),
      );
      const groups = (await customers('mer_a', { at })).groups.reduce((sum, { figures: own }) => sum + (own?.captured ?? 0n), 0n);
      expect(groups).toBe(
        [...wholeOf(naive, 'customer')].reduce((sum, [name, value]) => sum + (name.endsWith('|captured') ? value : 0n), 0n),
      );
    },
  );

  it('lists the events that were known then, and they add up to the cell of then', async () => {
    const { currencies } = await figures('mer_a', { at: moment });
    for (const { currency, total } of currencies) {
      const listed = await cellEvents('mer_a', { report: 'figures', currency, figure: 'captured', at: moment });
      expect(sumOf(listed)).toBe(total?.captured);
    }
  });
});
