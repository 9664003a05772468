// How long after a fault the whole gateway serves again, seen from outside.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { callApi } from '../load/place.ts';
import type { Demo } from '../stack.ts';
import type { Shop } from './load/shop.ts';
import { uuidOf } from './losses.ts';
import type { StackLog } from './stack-log.ts';

export interface Served {
  /** Until an order placed after the fault was approved. */
  readonly answeredMs: number;
  /** Until such an order's file was fetched, its receipt sent, and it was found in the list of orders. */
  readonly completeMs: number;
}

/** A new order so often, until one is answered: the first may have met a connection that is dead. So many at most,
 *  or they would be a load themselves. */
const everyMs = 500;
const atOnce = 10;
const completeWithinMs = 60_000;

interface Approved {
  readonly reference: string;
  // biome-ignore lint/suspicious/noExplicitAny: an answer of the API
  readonly answer: any;
  readonly atMs: number;
}

/** The first of ever new orders that is approved; undefined when none is in time. */
const firstApproved = async (shop: Shop, withinMs: number): Promise<Approved | undefined> => {
  const begun = performance.now();
  let approved: Approved | undefined;
  const place = async (): Promise<void> => {
    const reference = `probe-${randomUUID()}`;
    const answer = await shop.placePaper(reference);
    if (answer !== undefined) approved ??= { reference, answer, atMs: performance.now() - begun };
  };
  for (let placed = 0; approved === undefined && performance.now() - begun < withinMs; placed += 1) {
    if (placed < atOnce) void place();
    for (let waited = 0; waited < everyMs && approved === undefined; waited += 10) await sleep(10);
  }
  return approved;
};

const eventually = async (is: () => Promise<boolean>, withinMs: number): Promise<boolean> => {
  const deadline = performance.now() + withinMs;
  while (performance.now() < deadline) {
    if (await is().catch(() => false)) return true;
    await sleep(100);
  }
  return false;
};

export interface Probe {
  readonly demo: Demo;
  readonly shop: Shop;
  readonly log: StackLog;
}

/** Watches from the end of a fault on; gives up on an answer after twice the time that is allowed. */
export const untilServed = async ({ demo, shop, log }: Probe, allowedMs: number): Promise<Served> => {
  const begun = performance.now();
  const approved = await firstApproved(shop, allowedMs * 2);
  if (approved === undefined) return { answeredMs: Number.POSITIVE_INFINITY, completeMs: Number.POSITIVE_INFINITY };
  const { reference, answer, atMs } = approved;
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
    eventually(isMailed, completeWithinMs),
    eventually(isListed, completeWithinMs),
  ]);
  const isComplete = parts.every(Boolean);
  return { answeredMs: atMs, completeMs: isComplete ? performance.now() - begun : Number.POSITIVE_INFINITY };
};
