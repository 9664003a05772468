// Does an order cost more when the log is long? Two stacks side by side, one with a short log, one with a long one,
// loaded in turn.
import { setTimeout as sleep } from 'node:timers/promises';
import { SingleBar } from 'cli-progress';
import pg from 'pg';
import { services } from '../../scripts/supervisor/table.ts';
import { seedLog } from '../load/seed-log.ts';
import { type RunningStack, startStack } from '../stack.ts';
import { type Measured, measure } from './pipeline.ts';
import { median } from './tables.ts';

export interface GrowthResult {
  readonly small: number;
  readonly large: number;
  readonly ratio: number;
  readonly rounds: readonly { readonly smallCpuMs: number; readonly largeCpuMs: number }[];
  /** Where it goes: the median of each process, CPU milliseconds an order. */
  readonly processes: readonly { readonly name: string; readonly smallCpuMs: number; readonly largeCpuMs: number }[];
}

const short = 1000;
const rounds = 10;

interface Filled {
  readonly stack: RunningStack;
  readonly db: pg.Client;
}

const fill = async (orders: number): Promise<Filled> => {
  const stack = await startStack();
  const db = new pg.Client({ connectionString: stack.demo().postgresUrl });
  await db.connect();
  const bar = new SingleBar({
    format: `${orders} orders into a log {bar} {percentage} % ({eta_formatted} left)`,
    noTTYOutput: true,
    notTTYSchedule: 5000,
  });
  bar.start(orders, 0);
  await seedLog(stack.demo().postgresUrl, orders, (done) => bar.update(done));
  bar.stop();
  await reportingCaughtUp(db);
  await db.query('VACUUM ANALYZE order_log.events');
  await db.query('CHECKPOINT');
  return { stack, db };
};

/** The read models take the seeded orders in before anything is measured. */
const reportingCaughtUp = async (db: pg.Client): Promise<void> => {
  for (;;) {
    const { rows } = await db.query<{ isBehind: boolean }>(
      'SELECT coalesce((SELECT max(applied_position) FROM reporting.progress), 0) < (SELECT max(position) FROM order_log.events) AS "isBehind"',
    );
    if (rows[0]?.isBehind !== true) return;
    await sleep(500);
  }
};

export const benchGrowth = async (large: number, seconds: number): Promise<GrowthResult> => {
  const filled = [await fill(short), await fill(large)] as const;
  const [small, big] = filled;
  try {
    const measured: Pair[] = [];
    const load = (one: Filled) => measure(one.stack, one.db, { connections: 16, seconds });
    for (const one of filled) await load(one);
    for (let round = 1; round <= rounds; round += 1) {
      console.error(`round ${round} of ${rounds}`);
      // Each is first in turn: a machine that slows down meanwhile slows both.
      const isSmallFirst = round % 2 === 1;
      const first = await load(isSmallFirst ? small : big);
      const second = await load(isSmallFirst ? big : small);
      measured.push(isSmallFirst ? { small: first, large: second } : { small: second, large: first });
    }
    return resultOf(large, measured);
  } finally {
    for (const { stack, db } of filled) {
      await db.end();
      await stack.stop();
    }
  }
};

interface Pair {
  readonly small: Measured;
  readonly large: Measured;
}

const resultOf = (large: number, measured: readonly Pair[]): GrowthResult => {
  const medianOf = (of: (pair: Pair) => number): number => median(measured.map(of));
  return {
    small: short,
    large,
    ratio: medianOf((pair) => pair.large.cpuMsPerOrder / pair.small.cpuMsPerOrder),
    rounds: measured.map((pair) => ({ smallCpuMs: pair.small.cpuMsPerOrder, largeCpuMs: pair.large.cpuMsPerOrder })),
    processes: [...services, 'postgres', 'nats'].map((name) => ({
      name,
      smallCpuMs: medianOf((pair) => pair.small.cpu[name] ?? 0),
      largeCpuMs: medianOf((pair) => pair.large.cpu[name] ?? 0),
    })),
  };
};
