// A merchant's server as it should be: it repeats a request whose outcome it does not know, under the same key, until
// it is told.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { someOrder } from '../load/orders.ts';
import { callApi } from '../load/place.ts';
import type { Demo } from '../stack.ts';

/** One request as the merchant's journal has it. */
export interface Placed {
  readonly key: string;
  /** The public id of the order; undefined where nobody ever told. */
  readonly order: string | undefined;
  /** 201 approved, 402 declined or rejected; 0 when no answer came before the deadline. */
  readonly status: number;
  readonly attempts: number;
  readonly ms: number;
  /** The code of a problem. */
  readonly code: string | undefined;
}

const deadlineMs = 60_000;
/** Answers after which a merchant knows what became of the order. */
const isFinal = (status: number): boolean => status === 201 || status === 402;

const attempt = async (demo: Demo, key: string, body: string) => {
  try {
    return await callApi(demo, { method: 'POST', path: '/v1/orders', body, headers: { 'idempotency-key': key } });
  } catch {
    return undefined; // the connection broke: the outcome is unknown
  }
};

const placeUntilTold = async (demo: Demo): Promise<Placed> => {
  const key = randomUUID();
  const body = someOrder();
  const begun = performance.now();
  let last = { status: 0, order: undefined as string | undefined, code: undefined as string | undefined };
  for (let attempts = 1; ; attempts += 1) {
    const answer = await attempt(demo, key, body);
    if (answer) last = { status: answer.status, order: answer.body?.id ?? answer.body?.order?.id, code: answer.body?.code };
    const ms = performance.now() - begun;
    if (isFinal(last.status) || ms > deadlineMs) return { key, ...last, attempts, ms };
    await sleep(Math.min(200 * attempts, 1000));
  }
};

export interface Shopping {
  readonly orders: number;
  readonly connections: number;
  /** Called once, when half of the orders are placed. */
  readonly atHalf: () => void;
}

/** Places so many orders; answers the merchant's journal. */
export const goShopping = async (demo: Demo, { orders, connections, atHalf }: Shopping): Promise<readonly Placed[]> => {
  const journal: Placed[] = [];
  let begun = 0;
  const shop = async (): Promise<void> => {
    while (begun < orders) {
      begun += 1;
      if (begun === Math.ceil(orders / 2)) atHalf();
      journal.push(await placeUntilTold(demo));
    }
  };
  await Promise.all(Array.from({ length: connections }, shop));
  return journal;
};
