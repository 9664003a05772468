import { entitlementId } from '@tollgate/download-link';
import type { Order } from '@tollgate/order';

/** A complete download that the download host has decided on. */
export interface Taken {
  readonly id: string;
  readonly generation: number;
  /** Which one of the entitlement it is, from 0. */
  readonly round: number;
}

/** The order with what the customer has, whether the log was told yet or not: what is complete here is complete, also while the bus is away (D6). */
export const withTaken = (order: Order, taken: readonly Taken[]): Order => {
  if (taken.length === 0) return order;
  const entitlements = order.delivery.entitlements.map((one) => {
    const found = taken.find(({ id, generation }) => generation === one.generation && id === entitlementId(order.id, one.index));
    if (found === undefined || found.round < one.completed) return one;
    return { ...one, completed: found.round + 1, isComplete: found.round + 1 >= one.downloads };
  });
  return { ...order, delivery: { ...order.delivery, entitlements } };
};
