// How fast reporting builds its read models from zero, and answers from them, with a made-up year of orders in the log.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
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
} from '../../libs/contracts/dist/index.js';
import { openBus, Requests } from '../../libs/messaging/dist/index.js';
import { startNats, startPostgres } from '../servers.ts';
import { MADE_UP_MERCHANT, writeMadeUpLog } from './made-up-log.ts';
import { cpuOfAll, perUnit } from './processes.ts';

export interface RebuildResult {
  readonly orders: number;
  readonly events: number;
  readonly seconds: number;
  /** Microseconds an event: what the machine did, whoever else was at it. */
  readonly cpuMicros: { readonly service: number; readonly postgres: number };
  /** Milliseconds, the median and the longest of twenty. */
  readonly answers: Readonly<Record<string, readonly [median: number, longest: number]>>;
}

const root = join(import.meta.dirname, '../..');
const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const ASKED = 20;

const year = { merchant: MADE_UP_MERCHANT, mode: 'test', from: '2025-11-20T05:00:00Z', to: '2026-11-20T05:00:00Z' };

const timed = async (ask: () => Promise<unknown>): Promise<readonly [number, number]> => {
  const times: number[] = [];
  for (let count = 0; count < ASKED; count += 1) {
    const begun = performance.now();
    await ask();
    times.push(performance.now() - begun);
  }
  times.sort((a, b) => a - b);
  return [times[ASKED / 2] ?? 0, times.at(-1) ?? 0];
};

const answerTimes = async (bus: Requests): Promise<RebuildResult['answers']> => {
  const figures = (init: object) => () =>
    bus.request(requests.figures, FiguresRequestSchema, FiguresResponseSchema, { ...year, ...init });
  const breakdown =
    (by: string, init: object = {}) =>
    () =>
      bus.request(requests.breakdown, BreakdownRequestSchema, BreakdownResponseSchema, { ...year, ...init, by });
  const asked: Readonly<Record<string, () => Promise<unknown>>> = {
    'a year by month, New York': figures({ timeZone: 'America/New_York', bucket: 'month' }),
    'a year by day, New York': figures({ timeZone: 'America/New_York', bucket: 'day' }),
    'a year by day, Kolkata': figures({ timeZone: 'Asia/Kolkata', bucket: 'day', from: '2025-11-19T18:30:00Z' }),
    'a day by hour, New York': figures({ timeZone: 'America/New_York', bucket: 'hour', from: '2026-11-19T05:00:00Z' }),
    'a year by product': breakdown('product'),
    'a year by country': breakdown('country'),
    'a year by tax': breakdown('tax'),
    'a year by decline': breakdown('decline'),
    'a day by product': breakdown('product', { from: '2026-11-19T05:00:00Z' }),
  };
  const times: Record<string, readonly [number, number]> = {};
  for (const [name, ask] of Object.entries(asked)) times[name] = await timed(ask);
  return times;
};

/** The process whose children are the connections. */
const postmasterOf = async (db: pg.Client): Promise<number> => {
  const { rows } = await db.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  return Number(/\) \S (\d+)/.exec(readFileSync(`/proc/${rows[0]?.pid}/stat`, 'utf8'))?.[1]);
};

/** A rebuild from its beginning to its end, in seconds; joins the one under way. */
const rebuilt = async (asked: Requests): Promise<number> => {
  const from = performance.now();
  const { generation } = await asked.request(requests.rebuild, RebuildRequestSchema, RebuildResponseSchema, {});
  for (let said = 0; ; said += 1) {
    const progress = await asked.request(requests.rebuildProgress, RebuildProgressRequestSchema, RebuildProgressResponseSchema, {
      generation,
    });
    if (progress.error !== '') throw new Error(progress.error);
    if (progress.isDone) return (performance.now() - from) / 1_000;
    if (said % 10 === 0) console.error(`${progress.appliedEvents} events applied`);
    await sleep(200);
  }
};

/** On servers and a service of its own, with nothing but the made-up orders in the log. */
export const benchRebuild = async (orders: number): Promise<RebuildResult> => {
  const [postgres, nats] = await Promise.all([startPostgres(), startNats()]);
  const db = new pg.Client({ connectionString: postgres.url });
  await db.connect();
  const bus = await openBus({ servers: nats.url, service: 'bench', log: silent });
  const begun = performance.now();
  const events = await writeMadeUpLog(db, orders, (done) => console.error(`${done} orders written`));
  console.error(`${events} events in ${((performance.now() - begun) / 1_000).toFixed(1)} s`);
  const service = spawn(process.execPath, ['--max-semi-space-size=8', join(root, 'services/reporting/dist/main.js')], {
    env: {
      ...process.env,
      TOLLGATE_POSTGRES_URL: postgres.urlFor('reporting'),
      TOLLGATE_NATS_URL: nats.url,
      TOLLGATE_HEALTH_PORT: '0',
      TOLLGATE_LOG_LEVEL: process.env.TOLLGATE_LOG_LEVEL ?? 'warn',
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  try {
    const asked = new Requests(bus);
    await sleep(3_000);
    await rebuilt(asked); // what a service does that finds a log and no read models
    const pids = { service: service.pid ?? 0, postgres: await postmasterOf(db) };
    const before = cpuOfAll(pids);
    const seconds = await rebuilt(asked);
    const { service: own = 0, postgres: theirs = 0 } = perUnit(cpuOfAll(pids), before, events / 1_000);
    return { orders, events, seconds, cpuMicros: { service: own, postgres: theirs }, answers: await answerTimes(asked) };
  } finally {
    service.kill('SIGTERM');
    await once(service, 'exit');
    await bus.close();
    await db.end();
    await Promise.all([postgres.stop(), nats.stop()]);
  }
};
