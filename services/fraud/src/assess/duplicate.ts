import { type Order, type OrderStatus, statusOf } from '@tollgate/order';

const withMoney: Readonly<Record<OrderStatus, boolean>> = {
  pending: true,
  review: true,
  approved: true,
  refunded: true,
  partially_refunded: true,
  declined: false,
  rejected: false,
  voided: false,
  expired: false,
  credited: false,
};

/** Whether the order took money, or still may. One that was declined, rejected, voided or reversed did not and never
 *  will: who tries again after it is no duplicate. */
export const mayTakeMoney = (order: Order): boolean => withMoney[statusOf(order)];

/** The first of several equal orders, in the order in which they were counted, that took money or still may: what
 *  another one would be the duplicate of. Undefined where none did. */
export const firstWithMoney = (alike: readonly (Order | undefined)[]): string | undefined =>
  alike.find((order) => order !== undefined && mayTakeMoney(order))?.id;
