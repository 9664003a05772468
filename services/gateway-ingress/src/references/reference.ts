import { type Order, type OrderStatus, statusOf } from '@tollgate/order';

const endedWithoutMoney: ReadonlySet<OrderStatus> = new Set(['declined', 'rejected', 'voided', 'expired']);

/** Whether the reference of an order is free for another one: the order took no money, and cannot take any. */
export const isReferenceFree = (order: Order): boolean => endedWithoutMoney.has(statusOf(order));

/** The name under which the `count`-th order (from 1) takes a unique reference. References have no line breaks, so that no two references
 *  have a name in common. */
export const referenceKey = (reference: string, count: number): string => `${reference} ${count}`;
