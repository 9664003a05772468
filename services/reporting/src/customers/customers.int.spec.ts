import {
  CustomersRequestSchema,
  CustomersResponseSchema,
  RebuildProgressRequestSchema,
  RebuildProgressResponseSchema,
  RebuildRequestSchema,
  RebuildResponseSchema,
  type RecordedEvent,
  requests,
} from '@tollgate/contracts';
import { usd } from '@tollgate/money';
import {
  creditSettled,
  creditSubmitted,
  eventually,
  orderPlaced,
  orderPriced,
  paymentAuthorized,
  paymentCaptured,
  recorded,
} from '@tollgate/testing';
import { type NaiveTime, naiveCustomers } from '../testing/naive-customers.js';
import type { PlainEvent } from '../testing/naive-reports.js';
import { fillWithRandomOrders, loggedIn } from '../testing/random-log.js';
import { TestStack } from '../testing/test-stack.js';
import { writeEvents } from '../testing/write-histories.js';
import { PackDays } from './packed/pack-days.repository.js';

let stack: TestStack;
let events: readonly PlainEvent[];
beforeAll(async () => {
  stack = await TestStack.start();
  await stack.serve();
  await fillWithRandomOrders(stack);
  events = await loggedIn(stack);
});
afterAll(() => stack?.stop());

/** Whole days and others, of zones that are not UTC's, with edges where much happens, of months and of no day at all. */
const times: readonly NaiveTime[] = [
  { from: '2026-08-30T00:00:00Z', to: '2026-12-01T00:00:00Z' },
  { from: '2026-09-06T04:00:00Z', to: '2026-11-01T04:00:00Z' },
  { from: '2026-09-06T04:00:00Z', to: '2026-11-02T05:00:00Z' },
  { from: '2026-09-05T18:15:00Z', to: '2026-11-01T18:15:00Z' },
  { from: '2026-09-07T00:00:00Z', to: '2026-10-01T00:00:00Z' },
  { from: '2026-10-31T10:00:00Z', to: '2026-11-03T09:45:00Z' },
  { from: '2026-11-01T00:00:00Z', to: '2026-11-02T00:00:00Z' },
  { from: '2026-11-01T08:00:00Z', to: '2026-11-01T15:00:00Z' },
  { from: '2026-09-06T04:00:00Z', to: '2026-11-30T05:00:00Z', at: '2026-11-01T13:07:31.500Z' },
  { from: '2026-09-06T04:00:00Z', to: '2026-11-30T05:00:00Z', at: '2026-09-06T23:59:59.999Z' },
];
const merchants = ['mer_a', 'mer_b'] as const;

interface Asked {
  readonly currency?: string;
  readonly limit?: number;
}

const ask = (merchant: string, time: NaiveTime, { currency = '', limit = 100 }: Asked = {}) =>
  stack.requests.request(requests.customers, CustomersRequestSchema, CustomersResponseSchema, {
    ...{ merchant, mode: 'test', currency, limit, at: '' },
    ...time,
  });

const emailOf = (order: string): string =>
  events.find((event) => event.order === order && /^(Order|Credit)Placed$/.test(event.type))?.data.screening?.email;

const told = async (merchant: string, time: NaiveTime, asked: Asked = {}) => {
  const { rows, groups } = await ask(merchant, time, asked);
  const figuresOf = (figures: (typeof rows)[number]['figures']) => ({
    orders: figures?.orders,
    captured: figures?.captured,
    refunds: figures?.refunds,
    refunded: figures?.refunded,
  });
  return {
    rows: rows.map(({ currency, order, isNew, figures }) => {
      return { currency, email: emailOf(order), isNew, ...figuresOf(figures), net: figures?.net };
    }),
    groups: groups.map(({ currency, kind, customers, figures }) => [`${currency}|${kind}`, { ...figuresOf(figures), customers }]),
  };
};

const expectNaive = async (): Promise<void> => {
  for (const merchant of merchants)
    for (const time of times) {
      const naive = naiveCustomers(events, merchant, time);
      expect({ merchant, time, ...(await told(merchant, time)) }).toEqual({ merchant, time, ...naive });
    }
};

/** Packs all days before this one; answers how many months it took. */
const pack = async (until: string): Promise<number> => {
  const days = new PackDays({ postgresUrl: stack.environment.TOLLGATE_POSTGRES_URL ?? '' });
  let months = 0;
  for (const owner of await days.owners()) while (await days.advance(owner, Date.parse(until))) months += 1;
  return months;
};

/** What is packed is not what the read models hold: whoever is told the truth was told it without the pack. */
const spoil = () =>
  stack.rows(
    `UPDATE reporting.customer_days SET bought = '', returned = '' WHERE pack IN (SELECT pack FROM reporting.customer_packs WHERE merchant = 'mer_a')`,
  );

const write = async (...written: readonly RecordedEvent[]): Promise<void> => {
  await writeEvents(stack.superuser, written);
  await stack.applied();
  events = await loggedIn(stack);
};

/** A sale of a day that is long over, by this customer. */
const sale = (index: number, occurredAt: string, email: string): readonly RecordedEvent[] => {
  const id = `01890a5d-0000-7000-8000-${String(index).padStart(12, '0')}`;
  const of = { subject: { kind: 'order', id } as const, merchant: 'mer_a', occurredAt };
  return [
    orderPlaced({ screening: { email } } as never, { ...of, id }),
    orderPriced({}, of),
    paymentAuthorized({ operation: id }, { version: 1, ...of }),
    paymentCaptured({ operation: id }, { version: 2, ...of }),
  ];
};

describe('customers of a time', () => {
  it('R1: are, entry by entry, what a naive recomputation from the log says', () => expectNaive());

  it('R1: are the same by days that are packed, wherever the pack ends', async () => {
    for (const until of ['2026-09-06T00:00:00Z', '2026-11-01T00:00:00Z', '2026-11-02T00:00:00Z', '2026-11-28T00:00:00Z']) {
      expect(await pack(until)).toBeGreaterThan(0);
      await expectNaive();
    }
    expect(await pack('2026-11-28T00:00:00Z')).toBe(0);
  });

  it('may be of one currency, and the first of many', async () => {
    for (const merchant of merchants)
      for (const time of times) {
        const { rows, groups } = naiveCustomers(events, merchant, time);
        expect(await told(merchant, time, { currency: 'USD', limit: 2 })).toEqual({
          rows: rows.filter(({ currency }) => currency === 'USD').slice(0, 2),
          groups: groups.filter(([name]) => name.startsWith('USD')),
        });
      }
  });

  it('I14: are nobody else’s', async () => expect(await told('mer_c', times[0] as NaiveTime)).toEqual({ rows: [], groups: [] }));

  it('were read from the pack, and no more from it once a sale of one of its days came late', async () => {
    await spoil();
    await expect(expectNaive()).rejects.toThrow();
    await write(...sale(1, '2026-09-10T12:00:00.000Z', 'e4'));
    await expectNaive();
    expect(await pack('2026-11-28T00:00:00Z')).toBeGreaterThan(1);
    await expectNaive();
  });

  it('are new no more where an earlier order of theirs, or a credit, came late', async () => {
    const time = { from: '2026-09-09T00:00:00Z', to: '2026-10-30T00:00:00Z' };
    const isNew = async () => (await told('mer_a', time)).rows.find(({ email }) => email === 'e4')?.isNew;
    expect(await isNew()).toBe(true);
    const id = '01890a5d-0000-7000-8000-000000000002';
    const of = { subject: { kind: 'order', id } as const, merchant: 'mer_a', occurredAt: '2026-09-08T12:00:00.000Z' };
    const credit = { amount: usd(5n), description: 'sorry', screening: { email: 'e4' } };
    await write(
      recorded('CreditPlaced', credit as never, { ...of, id }),
      creditSubmitted({ operation: id, amount: usd(5n) }, { ...of, occurredAt: '2026-12-24T12:00:00.000Z' } as never),
    );
    expect(await isNew()).toBe(false);
    await pack('2026-11-28T00:00:00Z');
    expect(await isNew()).toBe(false);
    const [first] = sale(3, '2026-09-01T12:00:00.000Z', 'e1');
    if (first !== undefined) await write(first);
    await expectNaive();
  });

  it('are counted as before where one of them was forgotten, and what they give back counts on its own day', async () => {
    const merchant = { kind: 'merchant', id: '01890a5d-0000-7000-8000-0000000000ff' } as const;
    const [{ order } = { order: '' }] = events.filter(({ data }) => data.screening?.email === 'e1');
    const at = { merchant: 'mer_a', occurredAt: '2026-11-28T12:00:00.000Z' };
    const of = { ...at, subject: { kind: 'order', id: '01890a5d-0000-7000-8000-000000000002' } } as const;
    await write(
      recorded('CustomerForgotten', { customer: 'e1', orders: [order] }, { ...at, subject: merchant, stream: 'customers' }),
      creditSettled({ operation: of.subject.id, amount: usd(5n) }, { ...of, version: 2, occurredAt: '2026-10-20T12:00:00.000Z' }),
    );
    await expectNaive();
    expect(naiveCustomers(events, 'mer_a', times[4] as NaiveTime).rows.find(({ email }) => email === 'e4')?.refunds).toBe(0n);
    expect(naiveCustomers(events, 'mer_a', times[1] as NaiveTime).rows.find(({ email }) => email === 'e4')?.refunds).toBe(1n);
    await pack('2026-11-28T00:00:00Z');
    await expectNaive();
  });

  it('I7: are the same after a rebuild, before and after they are packed anew; nothing of the former pack is left', async () => {
    const answers = async () =>
      JSON.stringify(await Promise.all(times.map((time) => ask('mer_a', time))), (_, value) =>
        typeof value === 'bigint' ? `${value}` : value,
      );
    await pack('2026-11-28T00:00:00Z');
    const before = await answers();
    const { generation } = await stack.requests.request(requests.rebuild, RebuildRequestSchema, RebuildResponseSchema, {});
    await eventually('the rebuild', async () => {
      const asked = [requests.rebuildProgress, RebuildProgressRequestSchema, RebuildProgressResponseSchema] as const;
      return (await stack.requests.request(...asked, { generation })).isDone;
    });
    await spoil();
    expect(await answers()).toBe(before);
    await pack('2026-11-28T00:00:00Z');
    expect(await answers()).toBe(before);
    expect(await stack.rows('SELECT DISTINCT generation FROM reporting.customer_packs')).toEqual([{ generation }]);
  });
});
