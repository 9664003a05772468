// One measured load: placed by a driver in a process of its own, over when every order is completed,
// that is when the mail of its receipt (MailSent) is in the log and reporting has applied it.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { demoFileOf } from '../../scripts/supervisor/demo/demo-file.ts';
import { services } from '../../scripts/supervisor/table.ts';
import type { RunningStack } from '../stack.ts';
import { cpuOfAll, perUnit, residentBytesOf } from './processes.ts';

export interface Driven {
  readonly orders: number;
  readonly statuses: Readonly<Record<string, number>>;
  readonly elapsedMs: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  readonly cpuMs: number;
}

export interface Measured extends Driven {
  readonly connections: number;
  readonly completedPerS: number;
  readonly drainMs: number;
  /** CPU milliseconds an order, by process. */
  readonly cpu: Readonly<Record<string, number>>;
  /** Of the seven services, Postgres and nats-server. */
  readonly cpuMsPerOrder: number;
  /** Of the seven services together, at the end of the load. */
  readonly residentMb: number;
}

export interface Load {
  readonly connections: number;
  readonly seconds: number;
  /** Bounds the load by orders instead of seconds. */
  readonly orders?: number;
}

export const drive = (stack: RunningStack, { connections, seconds, orders = 0 }: Load): Promise<Driven> =>
  new Promise((resolve, reject) => {
    const driver = join(import.meta.dirname, '../load/driver.ts');
    const child = spawn(
      process.execPath,
      [driver, demoFileOf(stack.dataDir), String(connections), String(seconds), String(orders)],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    child.on('close', (code) =>
      code === 0 ? resolve(JSON.parse(output) as Driven) : reject(new Error(`the load driver ended with ${code}`)),
    );
  });

const lastPosition = async (db: pg.Client): Promise<string> =>
  (await db.query<{ position: string }>('SELECT coalesce(max(position), 0)::text AS position FROM order_log.events')).rows[0]
    ?.position ?? '0';

/** Resolves when `count` receipts lie behind `position` and reporting has applied the last of them. */
export const drained = async (db: pg.Client, position: string, count: number): Promise<void> => {
  const deadline = performance.now() + 120_000;
  for (;;) {
    const { rows } = await db.query<{ receipts: string }>(
      `SELECT count(*) AS receipts FROM order_log.events WHERE position > $1 AND type = 'MailSent'`,
      [position],
    );
    if (Number(rows[0]?.receipts) >= count && (await reportingHasApplied(db, position, count))) return;
    if (performance.now() > deadline)
      throw new Error(`after 120 s only ${rows[0]?.receipts} of ${count} orders had their receipt, or reporting lags`);
    await sleep(50);
  }
};

/** Every order whose receipt is behind `position` stands in reporting's read model with that receipt applied. */
const reportingHasApplied = async (db: pg.Client, position: string, count: number): Promise<boolean> => {
  const { rows } = await db.query<{ applied: boolean }>(
    `SELECT (SELECT coalesce(max(applied_position), 0) FROM reporting.progress)
       >= (SELECT max(position) FROM order_log.events WHERE position > $1 AND type = 'MailSent') AS applied`,
    [position],
  );
  return count === 0 || rows[0]?.applied === true;
};

const sum = (figures: Readonly<Record<string, number>>, names: readonly string[]): number =>
  names.reduce((total, name) => total + (figures[name] ?? 0), 0);

export const measure = async (stack: RunningStack, db: pg.Client, load: Load): Promise<Measured> => {
  const { pids } = stack.demo();
  const from = await lastPosition(db);
  const before = cpuOfAll(pids);
  const begun = performance.now();
  const driven = await drive(stack, load);
  const loaded = performance.now();
  const residentMb = services.reduce((total, name) => total + residentBytesOf(pids[name] ?? 0), 0) / 2 ** 20;
  const approved = driven.statuses[201] ?? 0;
  await drained(db, from, approved);
  const ended = performance.now();
  const cpu = perUnit(cpuOfAll(pids), before, Math.max(1, approved));
  return {
    ...driven,
    connections: load.connections,
    completedPerS: approved / ((ended - begun) / 1000),
    drainMs: ended - loaded,
    cpu: { ...cpu, driver: driven.cpuMs / Math.max(1, driven.orders) },
    cpuMsPerOrder: sum(cpu, [...services, 'postgres', 'nats']),
    residentMb,
  };
};
