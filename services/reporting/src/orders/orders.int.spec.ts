import { ListOrdersRequestSchema, ListOrdersResponseSchema, requests } from '@tollgate/contracts';
import { money, usd } from '@tollgate/money';
import { Pool } from '@tollgate/postgres';
import { TestStack } from '../testing/test-stack.js';
import { ordersPage } from './orders-page.js';
import { pageStatement } from './page-statement.js';

let stack: TestStack;
beforeAll(async () => {
  stack = await TestStack.start();
});
afterEach(() => stack.stopReplicas());
afterAll(() => stack?.stop());

type Asked = Parameters<typeof stack.requests.request<typeof ListOrdersRequestSchema, typeof ListOrdersResponseSchema>>[3];
const listOrders = (init: Asked) =>
  stack.requests.request(requests.listOrders, ListOrdersRequestSchema, ListOrdersResponseSchema, { mode: 'test', ...init });
const found = async (init: Asked): Promise<readonly string[]> => (await listOrders(init)).orders;

describe('a search for orders', () => {
  it('I14: shows a merchant their own orders alone, and test apart from live', async () => {
    const mine = await stack.writer.write({ merchant: 'mer_a' });
    const live = await stack.writer.write({ merchant: 'mer_a', mode: 'live' });
    const theirs = await stack.writer.write({ merchant: 'mer_b' });
    await stack.serve();
    await stack.applied();
    expect(await found({ merchant: 'mer_a' })).toEqual([mine]);
    expect(await found({ merchant: 'mer_a', mode: 'live' })).toEqual([live]);
    expect(await found({ merchant: 'mer_b' })).toEqual([theirs]);
    expect(await found({ merchant: 'mer_c' })).toEqual([]);
    for (const asked of [{ email: 'e1' }, { last4: '1111' }, { amount: usd(5426n) }, { status: 'approved' }])
      expect(await found({ merchant: 'mer_a', ...asked })).toEqual([mine]);
  });

  it('goes page by page, newest first, none twice and none left out, also of orders of one instant', async () => {
    const merchant = 'mer_pages';
    const written: string[] = [];
    stack.writer.setTime('2026-11-25T10:00:00.000Z');
    for (let index = 0; index < 7; index += 1) written.push(await stack.writer.write({ merchant, outcome: 'placed' }));
    stack.writer.setTime();
    await stack.serve();
    await stack.applied();
    const read: string[] = [];
    let cursor = '';
    do {
      const page = await listOrders({ merchant, limit: 3, cursor });
      read.push(...page.orders);
      cursor = page.nextCursor;
    } while (cursor !== '');
    expect(read).toEqual(written.toReversed());
  });

  it('finds orders by status', async () => {
    const merchant = 'mer_status';
    const held = await stack.writer.write({ merchant, outcome: 'held' });
    const declined = await stack.writer.write({ merchant, outcome: 'declined' });
    const approved = await stack.writer.write({ merchant });
    const [refunded, partly] = [await stack.writer.write({ merchant }), await stack.writer.write({ merchant })];
    await stack.writer.refund(refunded, usd(5426n));
    await stack.writer.refund(partly, usd(1n));
    await stack.serve();
    await stack.applied();
    const expected = { review: held, declined, approved, refunded, partially_refunded: partly };
    for (const [status, order] of Object.entries(expected)) expect(await found({ merchant, status })).toEqual([order]);
    await expect(listOrders({ merchant, status: 'paid' })).rejects.toMatchObject({ code: 'invalid_status' });
    await expect(listOrders({ merchant, cursor: 'x' })).rejects.toMatchObject({ code: 'invalid_cursor' });
  });

  it('finds orders by the country of the bill, and by why they were declined', async () => {
    const merchant = 'mer_decline';
    const billing = { country: 'DE', region: '', postalCode: '10115' };
    const german = await stack.writer.write({ merchant, placed: { billing } });
    const declined = await stack.writer.write({ merchant, outcome: 'declined' });
    await stack.serve();
    await stack.applied();
    expect(await found({ merchant, country: 'DE' })).toEqual([german]);
    expect(await found({ merchant, country: 'US' })).toEqual([declined]);
    expect(await found({ merchant, country: 'DE', sku: 'MUG-1' })).toEqual([german]);
    expect(await found({ merchant, declineCode: 'do_not_honor' })).toEqual([declined]);
    expect(await found({ merchant, declineCode: 'do_not_honor', country: 'DE' })).toEqual([]);
    expect(await found({ merchant, declineCode: 'lost_card' })).toEqual([]);
  });

  it('finds orders by customer, order number, card, amount and time, alone and together', async () => {
    const merchant = 'mer_search';
    const ann = {
      screening: { card: 'c1', email: 'ann', name: 'annbuyer' },
      reference: 'po-17',
      card: { token: 't', brand: 'visa', last4: '4242' },
    };
    stack.writer.setTime('2026-11-20T10:00:00.000Z');
    const first = await stack.writer.write({ merchant, placed: ann });
    stack.writer.setTime('2026-11-21T10:00:00.000Z');
    const second = await stack.writer.write({ merchant, placed: { ...ann, reference: '' } });
    const other = await stack.writer.write({ merchant });
    const unpriced = await stack.writer.write({ merchant, outcome: 'placed', placed: { ...ann, reference: 'po-18' } });
    stack.writer.setTime();
    await stack.serve();
    await stack.applied();
    const search = (asked: object) => found({ merchant, ...asked });
    expect(await search({ email: 'ann' })).toEqual([unpriced, second, first]);
    expect(await search({ reference: 'po-17' })).toEqual([first]);
    expect(await search({ referencePrefix: 'po-1' })).toEqual([unpriced, first]);
    expect(await search({ referencePrefix: 'PO' })).toEqual([]);
    expect(await search({ name: 'annbuyer' })).toEqual([unpriced, second, first]);
    expect(await search({ sku: 'MUG-1' })).toEqual([unpriced, other, second, first]);
    expect(await search({ sku: 'ONLY-1' })).toEqual([]);
    expect(await search({ sku: 'MUG-1', last4: '1111' })).toEqual([other]);
    expect(await search({ last4: '1111' })).toEqual([other]);
    expect(await search({ amount: usd(5426n) })).toEqual([other, second, first]);
    expect(await search({ amount: money(5426n, 'EUR') })).toEqual([]);
    expect(await search({ from: '2026-11-21T10:00:00Z' })).toEqual([unpriced, other, second]);
    expect(await search({ to: '2026-11-21T10:00:00Z' })).toEqual([first]);
    expect(await search({ email: 'ann', last4: '4242', amount: usd(5426n), from: '2026-11-21T00:00:00Z' })).toEqual([second]);
    expect(await search({ email: 'ann', status: 'pending' })).toEqual([unpriced]);
    expect(await search({ email: 'ann', last4: '1111' })).toEqual([]);
  });
});

const fields = {
  status: 'declined',
  email: 'e17',
  name: 'n10',
  sku: 'S17',
  reference: 'r170',
  from: '2026-06-01T00:00:00Z',
  to: '2026-11-01T00:00:00Z',
  last4: '0017',
  amount: { minor: 1700n, currency: 'USD' },
  cursor: Buffer.from('2026-10-01T00:00:00.000000Z~01890a5d-ac96-774b-bcce-b302099a8057').toString('base64url'),
};
type Field = keyof typeof fields;
/** Every choice of fields. */
const choices = (names: readonly Field[]): readonly (readonly Field[])[] => {
  const [first, ...rest] = names;
  if (first === undefined) return [[]];
  return choices(rest).flatMap((choice) => [choice, [first, ...choice]]);
};
const everything = {
  merchant: 'mer_big',
  mode: 'live',
  limit: 20,
  cursor: '',
  status: '',
  email: '',
  name: '',
  sku: '',
  reference: '',
  referencePrefix: '',
  from: '',
  to: '',
  last4: '',
  country: '',
  declineCode: '',
};

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Actual Rows'?: number;
  readonly 'Actual Loops'?: number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly PlanNode[];
}
const nodesOf = (node: PlanNode): readonly PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

describe('a search among 200,000 orders', () => {
  const ORDERS = 200_000;
  beforeAll(async () => {
    await stack.serve();
    // As sold within a year: nearly all approved, three orders a customer, a number for every tenth, 10,000 cards,
    // 5,000 amounts.
    await stack.rows(
      `INSERT INTO reporting.orders (order_id, merchant, mode, type, status, currency, total_minor,
         captured_minor, refunded_minor, placed_at, email, name, reference, last4, country, decline_code, versions)
       SELECT gen_random_uuid(), 'mer_big', 'live', 'sale',
         CASE WHEN n % 20 = 0 THEN 'declined' WHEN n % 50 = 1 THEN 'refunded' ELSE 'approved' END, 'USD', 100 * (n % 5000), 0, 0,
         timestamptz '2026-11-25' - n * interval '150 seconds', 'e' || n / 3, 'n' || n / 5, CASE WHEN n % 10 = 0 THEN 'r' || n ELSE '' END,
         lpad((n % 10000)::text, 4, '0'), CASE WHEN n % 50000 = 7 THEN 'IS' ELSE 'US' END,
         CASE WHEN n % 4000 = 0 THEN 'lost_card' WHEN n % 20 = 0 THEN 'do_not_honor' ELSE '' END, '{}'
       FROM generate_series(1, ${ORDERS}) AS n`,
    );
    // Goods that one order in ten is of, and one in two hundred.
    await stack.rows(
      `INSERT INTO reporting.order_skus (merchant, mode, sku, placed_at, order_id)
       SELECT merchant, mode, 'S' || (hashtext(order_id::text) & 127), placed_at, order_id FROM reporting.orders WHERE merchant = 'mer_big'
       UNION ALL SELECT merchant, mode, 'POPULAR', placed_at, order_id FROM reporting.orders
         WHERE merchant = 'mer_big' AND hashtext(order_id::text) % 10 = 0`,
    );
    const tables = await stack.rows<{ name: string }>(`SELECT tablename AS name FROM pg_tables WHERE schemaname = 'reporting'`);
    for (const { name } of tables) if (/^order/.test(name)) await stack.rows(`ANALYZE reporting.${name}`);
  }, 60_000);

  /** The most rows that any step of a search looks at, and whether it scans a table. */
  const lookAt = async (asked: object, explain: (text: string, values: unknown[]) => Promise<string>) => {
    const { text, values } = pageStatement(ordersPage({ ...everything, ...asked } as never));
    const [plan] = JSON.parse(await explain(`EXPLAIN (ANALYZE, FORMAT JSON) ${text}`, [...values])) as [
      { readonly Plan: PlanNode },
    ];
    const nodes = nodesOf(plan.Plan);
    return {
      visited: Math.max(
        ...nodes.map(
          (node) => (node['Actual Loops'] ?? 1) * ((node['Actual Rows'] ?? 0) + (node['Rows Removed by Filter'] ?? 0)),
        ),
      ),
      scans: nodes.filter((node) => node['Node Type'] === 'Seq Scan').length,
      kinds: nodes.map((node) => node['Node Type']),
    };
  };
  const liveSuffix = async (): Promise<string> => {
    const [live] = await stack.rows<{ suffix: string }>(
      `SELECT generation || '_' || attempt AS suffix FROM reporting.progress WHERE state = 'live'`,
    );
    return live?.suffix ?? '';
  };
  let pool: Pool;
  beforeAll(() => {
    const connectionString = stack.environment.TOLLGATE_POSTGRES_URL ?? '';
    pool = new Pool({ connectionString, name: 'test', settings: { enable_seqscan: 'off' } });
  });
  afterAll(() => pool.close());
  /** As the service asks. */
  const explained = async (text: string, values: unknown[]): Promise<string> =>
    (await pool.query({ text, values: values as string[] }))[0]?.[0] ?? '';
  const MOST = 1_000;

  it('goes by an index, whatever fields are asked for together, and looks at few rows', async () => {
    const all = choices(Object.keys(fields) as Field[]);
    expect(all).toHaveLength(1024);
    for (const choice of all) {
      const asked = Object.fromEntries(choice.map((field) => [field, fields[field]]));
      const { visited, scans } = await lookAt(asked, explained);
      expect({ choice, scans, isFew: visited < MOST }).toEqual({ choice, scans: 0, isFew: true });
    }
  });

  it.each([
    [{ referencePrefix: 'r17' }],
    [{ referencePrefix: 'r17000' }],
    [{ referencePrefix: 'r17', status: 'declined' }],
    [{ referencePrefix: 'r' }],
    [{ sku: 'POPULAR' }],
    [{ sku: 'POPULAR', status: 'declined' }],
    [{ sku: 'POPULAR', referencePrefix: 'r17' }],
  ])('goes by an index for goods, or the begin of a number, that many orders have: %j', async (asked) => {
    const { visited, scans } = await lookAt(asked, explained);
    expect({ scans, isFew: visited < 3 * MOST }).toEqual({ scans: 0, isFew: true });
  });

  it('finds why a payment was declined among those that were, and a rare country without a look at rows that are settled', async () => {
    const declined = await lookAt({ declineCode: 'lost_card' }, explained);
    expect({ scans: declined.scans, isFew: declined.visited <= ORDERS / 20 }).toEqual({ scans: 0, isFew: true });
    await stack.rows(`VACUUM reporting.orders_${await liveSuffix()}`);
    const { kinds, scans } = await lookAt({ country: 'IS' }, explained);
    expect({ scans, isByIndexAlone: kinds.includes('Index Only Scan') }).toEqual({ scans: 0, isByIndexAlone: true });
    const month = { from: '2026-10-25T00:00:00Z', to: '2026-11-25T00:00:00Z' };
    expect((await lookAt({ country: 'IS', ...month }, explained)).visited).toBeLessThan(20_000);
  });

  it.each([
    ['last4', 'last4'],
    ['email', 'email'],
    ['amount', 'amount'],
    ['reference', 'reference'],
    ['name', 'name'],
  ] as const)('is seen to look at many rows where the index of %s is missing', async (index, field) => {
    await stack.rows('BEGIN');
    const [found] = await stack.rows<{ name: string }>(
      `SELECT indexname AS name FROM pg_indexes WHERE schemaname = 'reporting' AND indexname ~ '^orders_.*_by_${index}$'`,
    );
    await stack.rows(`DROP INDEX reporting.${found?.name}`);
    await stack.rows('SET LOCAL search_path = reporting');
    const { visited } = await lookAt({ [field]: fields[field] }, async (text, values) => {
      const [row] = await stack.rows<{ 'QUERY PLAN': unknown }>(text, ...values);
      return JSON.stringify(row?.['QUERY PLAN']);
    });
    await stack.rows('ROLLBACK');
    expect(visited).toBeGreaterThan(MOST);
  });
});
