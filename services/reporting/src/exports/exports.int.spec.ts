import { request as httpRequest, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import {
  OpenExportRequestSchema,
  OpenExportResponseSchema,
  RebuildRequestSchema,
  RebuildResponseSchema,
  requests,
} from '@tollgate/contracts';
import { TransientError } from '@tollgate/errors';
import { usd } from '@tollgate/money';
import { eventually } from '@tollgate/testing';
import { TestStack } from '../testing/test-stack.js';

let stack: TestStack;
beforeAll(async () => {
  stack = await TestStack.start();
  await stack.serve();
});
afterAll(() => stack?.stop());

const november = { merchant: 'mer_books', mode: 'test', format: 'csv', from: '2026-11-01', to: '2026-11-30' };

const open = async (change: object = {}): Promise<string> => {
  const wish = { ...november, ...change };
  const asked = [requests.openExport, OpenExportRequestSchema, OpenExportResponseSchema, wish] as const;
  return (await stack.requests.request(...asked, 15_000)).url;
};

const get = (url: string): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => httpRequest(url, { agent: false }, resolve).on('error', reject).end());

const fileOf = async (change: object = {}) => {
  const response = await get(await open(change));
  return { headers: response.headers, rows: (await text(response)).trim().split('\r\n').slice(1) };
};

/** The live generation's own table. */
const table = async (): Promise<string> => {
  const [row] = await stack.rows<{ name: string }>(
    `SELECT 'reporting.' || view.relname || '_' || generation || '_' || attempt AS name
      FROM reporting.progress, pg_class AS view WHERE state = 'live' AND view.oid = 'reporting.journal'::regclass`,
  );
  return row?.name ?? '';
};

/** As many entries of one merchant as a test needs, straight into the table. */
const fill = async (merchant: string, count: number): Promise<void> => {
  await stack.rows(
    `INSERT INTO ${await table()} (merchant, mode, at, entry, order_id, reference, event, kind, currency, turnover_minor, line_count, memo, lines)
      SELECT $1, 'test', '2026-11-01T12:00:00Z'::timestamptz + n / 3 * interval '1 microsecond', gen_random_uuid(), gen_random_uuid(), 'r' || n,
        'PaymentCaptured', 'sale', 'USD', 100, 2, '', '[["clearing:stripe", "100"], ["sales:digital", "-100"]]'
      FROM generate_series(1, $2::int) AS n`,
    merchant,
    count,
  );
};

describe('an export', () => {
  it('M6, R1: has each movement of money on its own day of the zone, and each day once', async () => {
    stack.writer.setTime('2026-12-01T03:30:00.000Z');
    const order = await stack.writer.write({ merchant: 'mer_books' });
    stack.writer.setTime('2026-12-02T08:00:00.000Z');
    await stack.writer.refund(order, usd(5426n));
    stack.writer.setTime();
    await stack.applied();
    const inNewYork = await fileOf({ timeZone: 'America/New_York' });
    expect(inNewYork.headers).toMatchObject({ 'x-export-entries': '1', 'x-export-lines': '5', 'x-export-totals': 'USD 54.26' });
    expect(inNewYork.rows.map((row) => row.split(',')[1])).toEqual(Array(5).fill('2026-11-30'));
    expect((await fileOf()).rows).toEqual([]);
    const december = await fileOf({ from: '2026-12-01', to: '2026-12-31', timeZone: 'America/New_York' });
    expect(december.rows.map((row) => row.split(',')[6])).toEqual(Array(5).fill('refund'));
  });

  it('has what was in the log when it was asked for, also right after an order', async () => {
    const day = new Date().toISOString().slice(0, 10);
    for (let count = 1; count <= 3; count += 1) {
      await stack.writer.write({ merchant: 'mer_now' });
      const { headers } = await fileOf({ merchant: 'mer_now', from: '2026-11-01', to: day });
      expect(headers['x-export-entries']).toBe(String(count));
    }
  });

  it('I7: is not made of read models that are behind the log', async () => {
    await stack.rows('BEGIN');
    await stack.rows(`SELECT FROM reporting.progress WHERE state = 'live' FOR UPDATE`);
    await stack.writer.write({ merchant: 'mer_now' });
    await expect(open({ merchant: 'mer_now' })).rejects.toBeInstanceOf(TransientError);
    await stack.rows('COMMIT');
    await stack.applied();
    expect(await open({ merchant: 'mer_now' })).toMatch(/^http:/);
  });

  it('I14: is of one merchant and one mode', async () => {
    await stack.writer.write({ merchant: 'mer_books', mode: 'live' });
    await stack.writer.write({ merchant: 'mer_others' });
    await stack.applied();
    expect((await fileOf({ merchant: 'mer_stranger', to: '2026-12-31' })).rows).toEqual([]);
  });

  it('has every entry once, in order, however many pages it takes and however many fall on one moment', async () => {
    await fill('mer_many', 4_500);
    const { headers, rows } = await fileOf({ merchant: 'mer_many' });
    const entries = rows.filter((row) => row.includes('sales:digital'));
    expect([headers['x-export-entries'], entries.length, new Set(entries).size]).toEqual(['4500', 4500, 4500]);
    expect(new Set(entries.map((row) => row.split(',')[4])).size).toBe(4500);
    const read = await stack.rows<Record<'QUERY PLAN', string>>(
      `EXPLAIN SELECT entry FROM reporting.journal WHERE merchant = 'mer_many' AND mode = 'test' AND at >= '2026-11-01' AND at < '2026-12-01'
        AND (at, entry) > ('2026-11-01T12:00:00Z'::timestamptz, gen_random_uuid()) ORDER BY at, entry LIMIT 1000`,
    );
    expect(read.map((row) => row['QUERY PLAN']).join('\n')).not.toMatch(/Seq Scan on journal|Sort/);
  });

  it('I7: is the same after a rebuild of the read models', async () => {
    const period = { format: 'json', to: '2026-12-31' };
    const entriesOf = async () => JSON.parse(await text(await get(await open(period)))).entries;
    const before = await entriesOf();
    expect(before).toHaveLength(2);
    const { generation } = await stack.requests.request(requests.rebuild, RebuildRequestSchema, RebuildResponseSchema, {});
    await eventually('a new generation', async () => {
      const [row] = await stack.rows<{ state: string }>('SELECT state FROM reporting.progress WHERE generation = $1', generation);
      return row?.state === 'live';
    });
    expect(await entriesOf()).toEqual(before);
  });

  it.each([
    ['not_found', { format: 'doc' }],
    ['invalid_time_zone', { timeZone: 'Mars/Olympus' }],
    ['too_many_lines', { merchant: 'mer_lines', format: 'pdf' }],
    ['currency_not_taken', { merchant: 'mer_lines', format: 'datev' }],
  ])('is refused with %s before anything is sent', async (code, change) => {
    if (code === 'too_many_lines') await fill('mer_lines', 2_501);
    await expect(open(change)).rejects.toMatchObject({ code });
  });

  it('is handed out once, and to nobody who does not know its address', async () => {
    const url = await open();
    expect((await get(url)).statusCode).toBe(200);
    expect((await get(url)).statusCode).toBe(404);
    expect((await get(url.replace(/[^/]{43}$/, 'x'.repeat(43)))).statusCode).toBe(404);
  });

  it('I16: of a merchant who takes three of them slowly is not begun a fourth time, and keeps nobody else waiting', async () => {
    await fill('mer_slow', 30_000);
    const slow = await Promise.all([1, 2, 3].map(async () => get(await open({ merchant: 'mer_slow' }))));
    expect(slow.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200]);
    expect((await get(await open({ merchant: 'mer_slow' }))).statusCode).toBe(503);
    expect((await fileOf()).headers['x-export-entries']).toBeDefined();
    for (const response of slow) response.destroy();
    await eventually('their end', async () => (await get(await open({ merchant: 'mer_slow' }))).statusCode === 200);
  });

  it('that breaks half-way is cut off, and does not look whole', async () => {
    await fill('mer_broken', 30_000);
    const response = await get(await open({ merchant: 'mer_broken' }));
    response.once('data', () => response.pause());
    await stack.rows(`DELETE FROM ${await table()} WHERE merchant = 'mer_broken'`);
    response.resume();
    await expect(text(response)).rejects.toThrow(/aborted/);
  });
});
