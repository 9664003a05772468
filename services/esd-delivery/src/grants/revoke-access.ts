import { newEvent, type OrderEvent } from '@tollgate/contracts';
import { entitlementsToRevoke, type Order } from '@tollgate/order';
import { hasEverything } from './close-access.js';

/** Revokes what was delivered of the lines that were refunded whole, and of no others; closes access where nothing else is left to fetch.
 *  `operation`: the refund. [] where no refunded line was delivered online, or it is revoked already. */
export const revokeAccess = (order: Order, operation: string): OrderEvent[] => {
  const { delivery } = order;
  const revoked = entitlementsToRevoke(order);
  if (revoked.length === 0) return [];
  const entitlements = delivery.entitlements.map((one) => (revoked.includes(one) ? { ...one, isRevoked: true } : one));
  const revocation = newEvent('DownloadAccessRevoked', { entitlements: revoked.map(({ index }) => index), operation });
  return hasEverything({ entitlements }) && !delivery.isClosed
    ? [revocation, newEvent('DownloadAccessClosed', {})]
    : [revocation];
};
