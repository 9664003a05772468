// One fault: a process is killed in the middle of a load. What must hold afterwards is checked against the log and the
// journals outside.
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { ProcessName } from '../../scripts/supervisor/table.ts';
import type { RunningStack } from '../stack.ts';
import { goShopping, type Placed } from './merchant.ts';

export const victims = [
  'gateway-ingress',
  'tax-shipping',
  'fraud',
  'authorization',
  'esd-delivery',
  'notifications',
  'reporting',
  'nats',
  'postgres',
  'minio',
] as const satisfies readonly ProcessName[];

export interface KillResult {
  readonly victim: ProcessName;
  readonly orders: number;
  readonly approved: number;
  readonly refused: number;
  readonly retried: number;
  /** From the kill until another process serves under the name. */
  readonly backMs: number;
  /** From the end of the load until every order has its outcome and every paid one its receipt. */
  readonly settledMs: number;
  readonly slowestMs: number;
  /** What did not hold, in words; empty is good. */
  readonly broken: readonly string[];
}

const uuidOf = (publicId: string): string => publicId.slice(4).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

/** After one of these nothing more is owed to anybody. */
const ends = ['MailSent', 'PaymentDeclined', 'AuthorizationReversed', 'OrderRejected'];

/** Orders that still lack an outcome, or a receipt for what was captured. */
const unsettled = async (db: pg.Client, orders: readonly string[]): Promise<number> => {
  const { rows } = await db.query<{ count: string }>(
    `SELECT count(*) FROM (
       SELECT subject_id, array_agg(type) AS types FROM order_log.events WHERE subject_id = ANY($1) GROUP BY subject_id
     ) AS orders WHERE NOT types && $2`,
    [orders, ends],
  );
  return Number(rows[0]?.count);
};

const settle = async (db: pg.Client, orders: readonly string[]): Promise<number> => {
  const begun = performance.now();
  while (performance.now() - begun < 60_000) {
    if ((await unsettled(db, orders)) === 0) return performance.now() - begun;
    await sleep(200);
  }
  return Number.POSITIVE_INFINITY;
};

const inLog = async (db: pg.Client, orders: readonly string[]): Promise<number> => {
  const { rows } = await db.query<{ count: string }>(
    `SELECT count(*) FROM order_log.events WHERE subject_id = ANY($1) AND type = 'OrderPlaced'`,
    [orders],
  );
  return Number(rows[0]?.count);
};

const judge = (
  journal: readonly Placed[],
  found: number,
  times: { readonly backMs: number; readonly settledMs: number },
): readonly string[] => {
  const result = journal.filter(({ order }) => order !== undefined);
  const distinct = new Set(result.map(({ order }) => order)).size;
  const rules: readonly (readonly [boolean, string])[] = [
    [
      journal.some(({ status }) => status !== 201 && status !== 402),
      `${journal.filter(({ status }) => status !== 201 && status !== 402).length} requests never got an outcome`,
    ],
    [found !== distinct, `I1: ${distinct - found} acknowledged orders are not in the log`],
    [distinct !== result.length, `I6: ${result.length - distinct} keys share an order`],
    [times.backMs > 15_000, 'I17: it was not back within 15 s'],
    [times.settledMs > 60_000, 'I17: not every order came to its end within 60 s'],
  ];
  return rules.filter(([isBroken]) => isBroken).map(([, says]) => says);
};

export interface Kill {
  readonly victim: ProcessName;
  readonly orders: number;
  readonly connections: number;
}

export const killInTheMiddle = async (
  stack: RunningStack,
  db: () => Promise<pg.Client>,
  { victim, orders, connections }: Kill,
): Promise<KillResult> => {
  let back = Promise.resolve(0);
  const atHalf = (): void => {
    const former = stack.kill(victim);
    back = stack.restartOf(victim, former, 30_000).catch(() => Number.POSITIVE_INFINITY);
  };
  const journal = await goShopping(stack.demo(), { orders, connections, atHalf });
  const backMs = await back;
  const ids = [...new Set(journal.flatMap(({ order }) => order ?? []))].map(uuidOf);
  const client = await db();
  const settledMs = await settle(client, ids);
  const broken = judge(journal, await inLog(client, ids), { backMs, settledMs });
  await client.end();
  return {
    victim,
    orders: journal.length,
    approved: journal.filter(({ status }) => status === 201).length,
    refused: journal.filter(({ status }) => status === 402).length,
    retried: journal.filter(({ attempts }) => attempts > 1).length,
    backMs,
    settledMs,
    slowestMs: Math.max(...journal.map(({ ms }) => ms)),
    broken,
  };
};
