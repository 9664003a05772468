import { setImmediate as breathe } from 'node:timers/promises';
import { streamKinds } from '@tollgate/contracts';
import type pg from 'pg';
import { CannotCheck } from '../stack.js';
import { batchSql } from './batch-sql.js';
import { Chance } from './chance.js';
import type { World } from './life/story.js';
import { type ToldOrder, tell } from './life/tell.js';
import { namesOf, type Plan } from './plan.js';
import { type Draft, draftsOf } from './shop/drafts.js';
import { daysOf } from './shop/year.js';
import { addToSummary, emptySummary, type Summary } from './summary.js';

/** Some ten megabytes and half a second: nobody who follows the log waits longer for a transaction to end. */
const BATCH_EVENTS = 6_000;
/** Between them what was made leaves for the database. */
const ORDERS_AT_ONCE = 20;

/** The year's orders, in the order in which they are placed. */
function* allDrafts(plan: Plan): Generator<Draft> {
  for (const day of daysOf(plan)) yield* draftsOf(plan, day);
}

/** Names that are new with each run: no two processes share a mark. */
const newInstances = (plan: Plan, nowMs: number): ReadonlyMap<string, string> => {
  const chance = Chance.of('instances', ...namesOf(plan), nowMs, process.pid);
  const services = new Set(streamKinds.filter(({ subject }) => subject === 'order').map(({ owner }) => owner));
  return new Map([...services].map((service) => [service, chance.uuid(nowMs)]));
};

const refuseTwice = async (db: pg.Client, plan: Plan): Promise<void> => {
  const [first] = allDrafts(plan);
  const { rows } = await db.query('SELECT FROM order_log.events WHERE subject_id = $1 LIMIT 1', [first?.id]);
  if (rows.length > 0)
    throw new CannotCheck('the log holds this very year already, or a part of it: another --seed makes another year');
};

export interface SeedOptions {
  /** Told how many orders are in the log by now. */
  readonly onProgress: (orders: number) => void;
  readonly nowMs: number;
}

/** Writes the year into the log, batch by batch, each in a transaction of its own; the next one is made while the database has the last. Throws
 *  CannotCheck where the log holds this year. */
export const seedLog = async (db: pg.Client, world: World, { onProgress, nowMs }: SeedOptions): Promise<Summary> => {
  const { plan } = world;
  await refuseTwice(db, plan);
  const { rows } = await db.query<{ epoch: number }>('SELECT order_log.open_epoch() AS epoch');
  const options = { epoch: rows[0]?.epoch ?? 0, instances: newInstances(plan, nowMs) };
  let summary = emptySummary;
  let writing: Promise<unknown> = Promise.resolve();
  const write = async (orders: readonly ToldOrder[]): Promise<void> => {
    const sql = batchSql(orders, options);
    await writing;
    onProgress(summary.orders);
    summary = orders.reduce(addToSummary, summary);
    writing = db.query(sql);
    writing.catch(() => undefined); // who awaits it hears of it
  };
  let batch: ToldOrder[] = [];
  let events = 0;
  for (const draft of allDrafts(plan)) {
    const order = tell(world, draft);
    batch.push(order);
    events += order.events.length;
    if (batch.length % ORDERS_AT_ONCE === 0) await breathe();
    if (events < BATCH_EVENTS) continue;
    await write(batch);
    [batch, events] = [[], 0];
  }
  if (batch.length > 0) await write(batch);
  await writing;
  onProgress(summary.orders);
  return summary;
};
