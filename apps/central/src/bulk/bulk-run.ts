import type { BulkKind, PlannedOrder } from './bulk-plan.js';

/** What became of one order. `sent`: asked for, and not answered yet. `underWay`: taken, its outcome comes later. `refused`: nothing was done.
 *  `failed`: nobody knows; it is asked again under the same key. `canceled`: never asked for. */
export type OrderState = 'waiting' | 'sent' | 'done' | 'underWay' | 'refused' | 'failed' | 'canceled';

export interface RunOrder extends PlannedOrder {
  readonly state: OrderState;
  /** Of what was refused or failed: stable. */
  readonly code?: string;
  /** The server's sentence about it. */
  readonly detail?: string;
}

/** One thing done with many orders. */
export interface BulkRun {
  /** uuid: with an order's id it makes the key under which that order is asked for, however often. */
  readonly id: string;
  readonly kind: BulkKind;
  /** Of a refund or a review; empty where none was given. */
  readonly reason: string;
  /** `paused`: the page was loaded anew, the session ended, or another store or mode was looked at. */
  readonly state: 'running' | 'paused' | 'ended';
  readonly orders: readonly RunOrder[];
}

export const beginRun = (
  id: string,
  { kind, reason, orders }: { readonly kind: BulkKind; readonly reason: string; readonly orders: readonly PlannedOrder[] },
): BulkRun => ({
  id,
  kind,
  reason: reason.trim(),
  state: 'running',
  orders: orders.map((order) => ({ ...order, state: 'waiting' })),
});

export const countOf = ({ orders }: BulkRun, ...states: readonly OrderState[]): number =>
  orders.filter(({ state }) => states.includes(state)).length;

/** How many orders have come to their end. While it runs, one that failed may still be asked for again. */
export const settledIn = (run: BulkRun): number =>
  countOf(run, 'done', 'underWay', 'refused', 'canceled') + (run.state === 'ended' ? countOf(run, 'failed') : 0);

/** Whether somebody has to look at it: it waits for them, or not all went well. */
export const wantsLook = (run: BulkRun): boolean =>
  run.state === 'paused' || (run.state === 'ended' && countOf(run, 'failed', 'refused') > 0);

const ended = (run: BulkRun): BulkRun =>
  run.state === 'running' && countOf(run, 'waiting', 'sent') === 0 ? { ...run, state: 'ended' } : run;

const plannedOf = ({ id, name, amount, currency }: RunOrder): PlannedOrder => ({ id, name, amount, currency });

const change = (run: BulkRun, from: readonly OrderState[], to: OrderState): BulkRun => ({
  ...run,
  orders: run.orders.map((order) => (from.includes(order.state) ? { ...plannedOf(order), state: to } : order)),
});

/** The next order to ask for, and the run with it sent; undefined where there is none, or the run stands. */
export const takeNext = (run: BulkRun): { readonly run: BulkRun; readonly order: RunOrder } | undefined => {
  const index = run.state === 'running' ? run.orders.findIndex(({ state }) => state === 'waiting') : -1;
  const order = run.orders[index];
  if (order === undefined) return undefined;
  const sent: RunOrder = { ...order, state: 'sent' };
  return { run: { ...run, orders: run.orders.with(index, sent) }, order: sent };
};

export type Result = Pick<RunOrder, 'state' | 'code' | 'detail'>;

export const settle = (run: BulkRun, id: string, result: Result): BulkRun =>
  ended({ ...run, orders: run.orders.map((order) => (order.id === id ? { ...order, ...result } : order)) });

/** What was asked for already comes to its end; the rest is left alone. */
export const cancelRun = (run: BulkRun): BulkRun => {
  if (run.state === 'ended') return run;
  return ended({ ...change(run, ['waiting'], 'canceled'), state: 'running' });
};

/** As it stands for who loaded the page anew, has to sign in, or was elsewhere: nobody knows what became of what was asked for. */
export const interrupt = (run: BulkRun): BulkRun =>
  run.state === 'ended' ? run : { ...change(run, ['sent'], 'failed'), state: 'paused' };

/** Goes on with what is left, and asks once more, under the same keys, for what nobody knows the outcome of. */
export const resume = (run: BulkRun): BulkRun =>
  run.state === 'running' ? run : ended({ ...change(run, ['failed'], 'waiting'), state: 'running' });

/** What is sent for an order. The amount is the one that was confirmed: where less is left by then, the order is refused. */
export const requestOf = ({ id, kind, reason }: BulkRun, order: PlannedOrder) => {
  const { amount } = order;
  const requests = {
    capture: () => ({ rest: '/captures', body: { amount } }),
    refund: () => ({ rest: '/refunds', body: { amount, ...(reason === '' ? {} : { reason }) } }),
    accept: () => ({ rest: '/review', body: { decision: kind, ...(reason === '' ? {} : { note: reason }) } }),
    reject: () => ({ rest: '/review', body: { decision: kind, ...(reason === '' ? {} : { note: reason }) } }),
  };
  const { rest, body } = requests[kind]();
  return { path: `/orders/${order.id}${rest}`, body, key: `bulk-${id}-${order.id}` };
};
