import { newEvent, type OrderEvent } from '@tollgate/contracts';
import { type Delivery, isFetched, isKnown, type Order } from '@tollgate/order';

/** Whether the customer has everything of the order that is fetched, but for what was refunded. False where there is nothing to fetch. A form of
 *  a later release is never waited for. */
export const hasEverything = ({ entitlements }: Pick<Delivery, 'entitlements'>): boolean => {
  const fetched = entitlements.filter(isKnown).filter(({ form }) => isFetched(form));
  return fetched.length > 0 && fetched.every(({ isComplete, isRevoked }) => isComplete || isRevoked);
};

/** Closes access once the customer has everything; [] before that, and when it is closed. */
export const closeAccess = ({ delivery }: Order): OrderEvent[] =>
  hasEverything(delivery) && !delivery.isClosed ? [newEvent('DownloadAccessClosed', {})] : [];
