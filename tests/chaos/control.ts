// Negative controls: a stack that loses what it acknowledged, so that whoever judges has something to find. A checker
// that calls this clean is none.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { killFamily, pidOf } from './faults/process-faults.ts';
import { cutPowerOf } from './faults/volume-faults.ts';
import { findsLoss, type RunResult } from './report.ts';
import { ChaosRun } from './run.ts';
import type { ChaosStack } from './stack/chaos-stack.ts';

/** How a stack is made to lose something. */
export interface Control {
  readonly flags: readonly string[];
  /** What must be on the disk before orders come, or there would be no database left to look into. */
  readonly prepare: (stack: ChaosStack) => Promise<void>;
  readonly strike: (stack: ChaosStack) => Promise<void>;
  readonly needsVolumes: boolean;
  /** The servers of merchants refuse all webhooks until the blow. */
  readonly isUnheard?: boolean;
  /** Whether the judges named it. */
  readonly finds: (result: RunResult) => boolean;
}

const losesOrders = ({ lost, verdicts }: RunResult): boolean => lost > 0 && findsLoss(verdicts);

const queries = async (stack: ChaosStack, ...texts: readonly string[]): Promise<void> => {
  const db = new pg.Client({ connectionString: stack.demo().postgresUrl });
  await db.connect();
  for (const text of texts) await db.query(text);
  await db.end();
};

const checkpoint = async (stack: ChaosStack): Promise<void> => {
  await queries(stack, 'CHECKPOINT');
  execFileSync('sync', ['-f', join(stack.dataDir, 'volumes/postgres')]);
};

export const controls: Readonly<Record<string, Control>> = {
  /** Commits are answered before they are written; all of PostgreSQL dies at once, and what it had in its buffers
   *  with it. */
  'async-commit': {
    flags: ['synchronous_commit=off', 'wal_writer_delay=10s'],
    prepare: async () => undefined,
    strike: async (stack) => killFamily(await pidOf(stack, 'postgres')),
    needsVolumes: false,
    finds: losesOrders,
  },
  /** Commits are written and never synced; the power fails. */
  'fsync-off': {
    flags: ['fsync=off'],
    prepare: checkpoint,
    strike: (stack) => cutPowerOf(stack, 'postgres'),
    needsVolumes: true,
    finds: losesOrders,
  },
  /** The log is whole, and tables of services are not: keys that were sold lie in the pool again, webhooks that are owed are forgotten. */
  'lost-rows': {
    flags: [],
    prepare: async () => undefined,
    strike: (stack) =>
      queries(
        stack,
        `UPDATE esd_delivery.license_keys SET state = 'free', order_id = NULL, line = NULL, piece = NULL, reserved_at = NULL WHERE state = 'issued'`,
        `DELETE FROM notifications.webhook_deliveries WHERE status = 'pending'`,
      ),
    needsVolumes: false,
    isUnheard: true,
    finds: ({ violations }) =>
      [/^I10: license keys/, /^I7: webhooks that never came/].every((found) => violations.some((text) => found.test(text))),
  },
};

const tradeMs = 5_000;

/** Orders for a while, then a last one alone, and the blow as soon as it is approved: no later commit has taken it
 *  to the disk with it. */
export const runControl = async (stack: ChaosStack, control: Control, tell: (text: string) => void): Promise<RunResult> => {
  await control.prepare(stack);
  const run = await ChaosRun.begin(stack, { seed: 1, ordersPerS: 10, connections: 16 });
  if (control.isUnheard) run.shop.stalls.receiver.refuse();
  await sleep(tradeMs);
  await run.rest();
  const last = await run.shop.placePaper('the last one');
  tell(`the last order is approved: ${last?.body?.id}; the blow`);
  await control.strike(stack);
  return run.conclude(tell);
};
