import { DomainError } from '@tollgate/errors';
import { type EntitlementState, type Order } from '@tollgate/order';
import { hasEverything } from './close-access.js';

/** What a genuine link names. */
export interface NamedEntitlement {
  readonly index: number;
  readonly generation: number;
}

/** What the link opens. Throws a DomainError: `not_found` where the order is unknown or unpaid (such a link was never given out),
 *  `link_replaced`, `access_closed` once the customer has everything, `already_downloaded`, `link_expired`. */
export const judgeLink = (order: Order | undefined, link: NamedEntitlement, nowMs: number): EntitlementState => {
  const entitlement = order?.delivery.entitlements.find(({ index }) => index === link.index);
  if (order?.payment.captured === undefined || entitlement === undefined) throw new DomainError('not_found');
  if (entitlement.generation !== link.generation) throw new DomainError('link_replaced');
  if (order.delivery.isClosed || hasEverything(order)) throw new DomainError('access_closed');
  if (entitlement.isComplete) throw new DomainError('already_downloaded');
  if (nowMs >= Date.parse(order.delivery.expiresAt)) throw new DomainError('link_expired');
  return entitlement;
};
