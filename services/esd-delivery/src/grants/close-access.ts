import { newEvent, type OrderEvent } from '@tollgate/contracts';
import type { Delivery, Order } from '@tollgate/order';

/** Whether the customer has everything that the order brings, but for what was refunded. False where nothing was granted. */
export const hasEverything = ({ entitlements }: Pick<Delivery, 'entitlements'>): boolean =>
  entitlements.length > 0 && entitlements.every(({ isComplete, isRevoked }) => isComplete || isRevoked);

/** Closes access once the customer has everything; [] before that, and when it is closed. */
export const closeAccess = ({ delivery }: Order): OrderEvent[] =>
  hasEverything(delivery) && !delivery.isClosed ? [newEvent('DownloadAccessClosed', {})] : [];
