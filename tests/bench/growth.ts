// Does an order cost more when the log is long? Two stacks side by side, one with a short log, one with a long one,
// loaded in turn.
import { setTimeout as sleep } from 'node:timers/promises';
import { SingleBar } from 'cli-progress';
import pg from 'pg';
import { seedLog } from '../load/seed-log.ts';
import { type RunningStack, startStack } from '../stack.ts';
import { measure } from './pipeline.ts';
import { median } from './tables.ts';

export interface GrowthResult {
  readonly small: number;
  readonly large: number;
  readonly ratio: number;
  readonly rounds: readonly { readonly smallCpuMs: number; readonly largeCpuMs: number }[];
}

const short = 1000;
const rounds = 5;

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
    const measured = [];
    for (const { stack, db } of filled) await measure(stack, db, { connections: 16, seconds: 5 });
    for (let round = 1; round <= rounds; round += 1) {
      console.error(`round ${round} of ${rounds}`);
      const smallCpuMs = (await measure(small.stack, small.db, { connections: 16, seconds })).cpuMsPerOrder;
      const largeCpuMs = (await measure(big.stack, big.db, { connections: 16, seconds })).cpuMsPerOrder;
      measured.push({ smallCpuMs, largeCpuMs });
    }
    return { small: short, large, ratio: median(measured.map((one) => one.largeCpuMs / one.smallCpuMs)), rounds: measured };
  } finally {
    for (const { stack, db } of filled) {
      await db.end();
      await stack.stop();
    }
  }
};
