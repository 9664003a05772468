// How long after a fault the whole gateway serves again, seen from outside.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, callApi } from '../load/place.ts';
import type { Demo } from '../stack.ts';
import type { Shop } from './load/shop.ts';
import { uuidOf } from './losses.ts';
import type { StackLog } from './stack-log.ts';

export interface Served {
  /** Until an order placed after the fault was approved. */
  readonly answeredMs: number;
  /** Until that order's file was fetched, its receipt sent, and it was found in the list of orders; Infinity once the
   *  probe was told to give up. */
  readonly complete: Promise<number>;
}

/** A new order so often, until one is answered: the first may have met a connection that is dead. So many at once at
 *  most, or they would be a load themselves. */
const everyMs = 500;
const atOnce = 10;
/** It is looked often at first; what takes longer is looked at by many probes at once. */
const soonMs = 5_000;
const lookSoonMs = 100;
const lookLateMs = 1_000;

interface Approved {
  readonly reference: string;
  readonly answer: Answer;
  readonly atMs: number;
}

/** The first of ever new orders that is approved; undefined when none is in time. */
const firstApproved = async (shop: Shop, withinMs: number): Promise<Approved | undefined> => {
  const begun = performance.now();
  let approved: Approved | undefined;
  let open = 0;
  const place = async (): Promise<void> => {
    const reference = `probe-${randomUUID()}`;
    open += 1;
    const answer = await shop.placePaper(reference);
    open -= 1;
    if (answer !== undefined) approved ??= { reference, answer, atMs: performance.now() - begun };
  };
  while (approved === undefined && performance.now() - begun < withinMs) {
    if (open < atOnce) void place();
    for (let waited = 0; waited < everyMs && approved === undefined; waited += 10) await sleep(10);
  }
  return approved;
};

const eventually = async (is: () => Promise<boolean>, patience: AbortSignal): Promise<boolean> => {
  const begun = performance.now();
  while (!patience.aborted) {
    if (await is().catch(() => false)) return true;
    await sleep(performance.now() - begun < soonMs ? lookSoonMs : lookLateMs);
  }
  return false;
};

export interface Probe {
  readonly demo: Demo;
  readonly shop: Shop;
  readonly log: StackLog;
  /** Ends the wait for what is not complete. */
  readonly patience: AbortSignal;
}

const isComplete = async ({ demo, shop, log, patience }: Probe, { reference, answer }: Approved): Promise<boolean> => {
  const order = uuidOf(answer.body.id);
  const receipt = `SELECT FROM order_log.events WHERE subject_id = $1 AND type = 'MailSent'`;
  const isMailed = async () => (await log.rows(receipt, [order])).length > 0;
  const isListed = async () => {
    const signal = AbortSignal.timeout(2_000);
    const list = await callApi(demo, { method: 'GET', path: `/v1/orders?reference=${reference}`, signal });
    return list.body?.data?.length === 1;
  };
  const parts = await Promise.all([
    shop.fetch(answer).then((fetched) => fetched.every((each) => each === 'whole') && fetched.length === 1),
    eventually(isMailed, patience),
    eventually(isListed, patience),
  ]);
  return parts.every(Boolean);
};

/** Watches from the end of a fault on; gives up on an answer after twice the time that is allowed. */
export const untilServed = async (probe: Probe, allowedMs: number): Promise<Served> => {
  const begun = performance.now();
  const never = Number.POSITIVE_INFINITY;
  const approved = await firstApproved(probe.shop, allowedMs * 2);
  if (approved === undefined) return { answeredMs: never, complete: Promise.resolve(never) };
  const complete = isComplete(probe, approved).then((is) => (is ? performance.now() - begun : never));
  return { answeredMs: approved.atMs, complete };
};
