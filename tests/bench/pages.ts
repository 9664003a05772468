// What the pages of Tollgate Central ask for, and how long the answers take, on a stack that runs: `TOLLGATE_DATA` names it.

import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { text } from 'node:stream/consumers';

export interface PageTimes {
  readonly page: string;
  readonly asks: number;
  /** Milliseconds. */
  readonly median: number;
  readonly p95: number;
  readonly longest: number;
}

interface Demo {
  readonly apiUrl: string;
  readonly apiKey: string;
  readonly caFile: string;
}

interface Listed {
  readonly id: string;
  readonly reference: string | null;
  readonly createdAt: string;
  readonly currency: string;
  readonly customer: { readonly email: string; readonly name: string } | null;
  readonly payment: { readonly last4: string | null };
  readonly amounts: { readonly total: number | null };
  readonly items: readonly { readonly sku: string }[];
}

// biome-ignore lint/suspicious/noExplicitAny: answers of any route
type Get = (path: string, query?: Readonly<Record<string, string>>) => Promise<any>;

const ROUNDS = 40;
const dayMs = 86_400_000;
const zone = 'America/New_York';

const asking = ({ apiUrl, apiKey, caFile }: Demo): Get => {
  const agent = new Agent({ keepAlive: true, ca: readFileSync(caFile) });
  return (path, query = {}) =>
    new Promise((resolve, reject) => {
      const url = new URL(`/v1${path}?${new URLSearchParams(query)}`, apiUrl);
      const asked = request(url, { agent, headers: { authorization: `Bearer ${apiKey}` } }, (response) => {
        text(response).then((body) => {
          if (response.statusCode === 200) resolve(JSON.parse(body));
          else reject(new Error(`${url.pathname}${url.search}: ${response.statusCode} ${body}`));
        }, reject);
      });
      asked.on('error', reject).end();
    });
};

/** Orders from all over the year, so that not the same rows are asked for again and again. */
const sample = async (get: Get): Promise<readonly Listed[]> => {
  const found: Listed[] = [];
  const now = Date.now();
  for (let month = 0; month < 12; month += 1) {
    const until = new Date(now - month * 30 * dayMs).toISOString();
    found.push(...(await get('/orders', { limit: '20', to: until })).data);
  }
  return found;
};

/** A midnight of that zone, in winter. */
const day = (agoDays: number): string => `${new Date(Date.now() - agoDays * dayMs).toISOString().slice(0, 10)}T05:00:00Z`;

const figures = (get: Get, since: number, until: number, by: { bucket: string; currency?: string }): Promise<unknown> =>
  get('/reports/figures', { from: day(since), to: day(until), timeZone: zone, ...by });

const year = () => ({ from: day(365), to: day(0) });

/** What Central asks for at once: the totals of a period and of the one before, in all currencies; then the report in the one that is shown. */
const totals = (get: Get, days: number): readonly Promise<unknown>[] => [
  figures(get, days, 0, { bucket: 'period' }),
  figures(get, 2 * days, days, { bucket: 'period' }),
];
const report = async (get: Get, days: number, ask: () => Promise<unknown>): Promise<void> => {
  await Promise.all(totals(get, days));
  await ask();
};

const customerOf = async (get: Get, order: string): Promise<void> => {
  const { data } = await get('/customers', { order });
  if (data[0] !== undefined) await get(`/customers/${data[0].id}`);
};

/** Page by page of Central, the requests that fill it; `order` is one of many. */
const pages: Readonly<Record<string, (get: Get, order: Listed) => readonly Promise<unknown>[]>> = {
  home: (get) => [
    figures(get, 1, 0, { bucket: 'hour' }),
    figures(get, 8, 7, { bucket: 'day' }),
    figures(get, 8, 7, { bucket: 'hour' }),
  ],
  orders: (get) => [get('/orders', { limit: '25' })],
  'orders, declined': (get) => [get('/orders', { limit: '25', status: 'declined' })],
  'orders of a month': (get, { createdAt }) => [get('/orders', { limit: '25', to: createdAt })],
  'search by e-mail address': (get, { customer }) => [get('/orders', { limit: '25', email: customer?.email ?? '' })],
  'search by name': (get, { customer }) => [get('/orders', { limit: '25', name: customer?.name ?? '' })],
  'search by reference': (get, { reference }) => [get('/orders', { limit: '25', reference: reference ?? 'none' })],
  'search by the first of a reference': (get, { reference }) => [
    get('/orders', { limit: '25', referencePrefix: (reference ?? 'none').slice(0, -2) }),
  ],
  'search by last four': (get, { payment }) => [get('/orders', { limit: '25', last4: payment.last4 ?? '1111' })],
  'search by amount': (get, { amounts, currency }) => [
    get('/orders', { limit: '25', amount: String(amounts.total ?? 1999), currency }),
  ],
  'search by sku': (get, { items }) => [get('/orders', { limit: '25', sku: items[0]?.sku ?? '' })],
  order: (get, { id }) => [get(`/orders/${id}`), get(`/orders/${id}/events`), get(`/orders/${id}/notes`)],
  'order as it was': (get, { id, createdAt }) => [get(`/orders/${id}`, { at: createdAt })],
  customer: (get, { id }) => [customerOf(get, id)],
  'report of a quarter, by day': (get, { currency }) => [report(get, 90, () => figures(get, 90, 0, { bucket: 'day', currency }))],
  'report of a quarter, by day, all currencies': (get) => [figures(get, 90, 0, { bucket: 'day' })],
  'report of a year, by month': (get, { currency }) => [
    report(get, 365, () => figures(get, 365, 0, { bucket: 'month', currency })),
  ],
  ...Object.fromEntries(
    ['product', 'country', 'tax', 'decline'].map((by) => [
      `report of a year, by ${by}`,
      (get: Get, { currency }: Listed) => [
        report(get, 365, () => get('/reports/breakdown', { ...year(), timeZone: zone, by, currency })),
      ],
    ]),
  ),
  'report of a year, by product, all currencies': (get) => [
    get('/reports/breakdown', { ...year(), timeZone: zone, by: 'product' }),
  ],
  'customers of a year': (get, { currency }) => [report(get, 365, () => get('/reports/customers', { ...year(), currency }))],
  'review queue': (get) => [get('/reviews', { limit: '25' })],
  goods: (get) => [get('/goods', { limit: '25' })],
};

const at = (sorted: readonly number[], part: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;

/** Asks for each page forty times, one after the other, as one person does who looks through a console. */
export const benchPages = async (dataDir: string): Promise<readonly PageTimes[]> => {
  const get = asking(JSON.parse(readFileSync(`${dataDir}/demo.json`, 'utf8')) as Demo);
  const orders = await sample(get);
  const told: PageTimes[] = [];
  for (const [page, ask] of Object.entries(pages)) {
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const order = orders[(round * 7) % orders.length];
      if (order === undefined) throw new Error('the stack has no orders: npm run seed first');
      const begun = performance.now();
      await Promise.all(ask(get, order));
      times.push(performance.now() - begun);
    }
    times.sort((a, b) => a - b);
    told.push({ page, asks: ROUNDS, median: at(times, 0.5), p95: at(times, 0.95), longest: times.at(-1) ?? 0 });
  }
  return told;
};
