import { type Order, type OrderStatus, statusOf } from '@tollgate/order';

const endedWithoutMoney: ReadonlySet<OrderStatus> = new Set(['declined', 'rejected', 'voided', 'expired']);

/** Whether the reference of an order is free for another one: the order took no money, and cannot take any. */
export const isReferenceFree = (order: Order): boolean => endedWithoutMoney.has(statusOf(order));

/** The name under which the `count`-th order (from 1) takes a unique reference. References have no line breaks, so that no two references
 *  have a name in common. */
export const referenceKey = (reference: string, count: number): string => `${reference} ${count}`;

/** How many orders had a reference, by whether the `count`-th (from 1) did: each took it only after the one before. Asks at most
 *  2 × log₂(the answer) + 2 times, so that a reference that is tried again and again stays cheap. */
export const ordersOf = async (isThere: (count: number) => Promise<boolean>): Promise<number> => {
  let [there, beyond] = [0, 1];
  while (await isThere(beyond)) [there, beyond] = [beyond, beyond * 2];
  while (beyond - there > 1) {
    const middle = Math.floor((there + beyond) / 2);
    if (await isThere(middle)) there = middle;
    else beyond = middle;
  }
  return there;
};
