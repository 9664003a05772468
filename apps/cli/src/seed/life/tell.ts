import { invariant } from '@tollgate/errors';
import { authorizationOf, balance, fraudDecisionOf, type Order, type OrderStatus, statusOf } from '@tollgate/order';
import type { OrderKey } from '@tollgate/order-log';
import type { Draft } from '../shop/drafts.js';
import { giveCredit, isCredit } from './credit.js';
import type { ChainedEvent } from './history.js';
import { place } from './place.js';
import { Story, type World } from './story.js';

/** Something that a service still has to do when its time comes, as it lies among its due work. */
export interface Due {
  readonly service: 'authorization' | 'fraud';
  readonly kind: 'expire' | 'review_deadline';
  /** uuid of the order. */
  readonly key: string;
  /** RFC 3339 */
  readonly at: string;
}

/** An order as it stands when the year is over. */
export interface ToldOrder {
  /** uuid */
  readonly id: string;
  readonly events: readonly ChainedEvent[];
  readonly orderKey: OrderKey;
  readonly due: readonly Due[];
  readonly status: OrderStatus;
  readonly currency: string;
  /** Minor units. */
  readonly captured: bigint;
  readonly refunded: bigint;
}

/** Everything that happens to an order within the year. */
export const tell = (world: World, draft: Draft): ToldOrder => {
  const story = new Story(draft, world);
  if (isCredit(story)) giveCredit(story);
  else place(story);
  story.run();
  const { order, orderKey } = story;
  invariant(orderKey !== undefined, 'an order that was placed has a key');
  const { currency } = order.placed;
  const { captured, refunded } = balance(order.payment, currency);
  return {
    id: draft.id,
    events: story.history.events,
    orderKey,
    due: dueOf(order),
    status: statusOf(order),
    currency,
    captured: captured.minor,
    refunded: refunded.minor,
  };
};

/** An amount that is still held ends one day, and so does a review that nobody made. */
const dueOf = (order: Order): readonly Due[] => {
  const { id: key, fraud, payment, placed } = order;
  const expiresAt = authorizationOf(payment)?.expiresAt;
  const isHeld = balance(payment, placed.currency).remaining.minor > 0n;
  const isInReview = fraud !== undefined && fraudDecisionOf(order) === 'review';
  return [
    ...(isHeld && expiresAt !== undefined ? [{ service: 'authorization', kind: 'expire', key, at: expiresAt } as const] : []),
    ...(isInReview ? [{ service: 'fraud', kind: 'review_deadline', key, at: fraud.reviewUntil } as const] : []),
  ];
};
