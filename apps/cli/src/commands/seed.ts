import { performance } from 'node:perf_hooks';
import type pg from 'pg';
import { openDatabase } from '../log-reader.js';
import { progressBar } from '../progress.js';
import { type Plan, planOf, type YearWish } from '../seed/plan.js';
import { secretsOf, stackKeys } from '../seed/secrets.js';
import { seedLog } from '../seed/seed-log.js';
import { summaryLines } from '../seed/summary.js';
import { CannotCheck, findStack, need } from '../stack.js';
import { rebuildCommand } from './rebuild.js';

/** Orders from which on reports are there sooner by a rebuild than by following the log. */
const REBUILT_FROM = 50_000;

export interface SeedCommandOptions extends Omit<YearWish, 'merchant' | 'mode'> {
  /** The demo merchant unless given. */
  readonly merchant?: string;
  readonly mode: string;
}

const keysOf = (dataDir: string) => {
  try {
    return stackKeys(dataDir);
  } catch (cause) {
    throw new CannotCheck('the keys of the stack cannot be read', { cause });
  }
};

const needMerchant = async (db: pg.Client, { merchant }: Plan): Promise<void> => {
  const { rows } = await db.query('SELECT FROM gateway_ingress.merchants WHERE id = $1', [merchant]);
  if (rows.length === 0) throw new CannotCheck(`there is no merchant ${merchant}`);
};

/** `tollgate seed`: a year of a merchant's business, made up, into the log of a running stack. 0 it is there, 2 it could not be written. */
export const seedCommand = async ({ merchant, ...wish }: SeedCommandOptions): Promise<number> => {
  const stack = findStack();
  const plan = planOf({ ...wish, merchant: merchant ?? need(stack, 'merchantId') }, new Date());
  const keys = keysOf(need(stack, 'dataDir'));
  const db = await openDatabase(need(stack, 'postgresUrl'));
  const bar = progressBar('seeding', plan.orders);
  const begunMs = performance.now();
  try {
    await needMerchant(db, plan);
    const world = { plan, secrets: secretsOf(keys, plan.merchant) };
    const summary = await seedLog(db, world, { onProgress: (orders) => bar.update(orders), nowMs: Date.now() });
    bar.stop();
    for (const line of summaryLines(summary, performance.now() - begunMs)) console.log(line);
    return plan.orders < REBUILT_FROM ? 0 : await rebuildCommand();
  } finally {
    bar.stop();
    await db.end();
  }
};
