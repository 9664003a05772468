import { newEvent, type OrderEvent } from '@tollgate/contracts';
import type { Order } from '@tollgate/order';

/** Whether the customer has everything the order brings. False where nothing was granted. */
export const hasEverything = ({ delivery: { entitlements } }: Order): boolean =>
  entitlements.length > 0 && entitlements.every(({ isComplete }) => isComplete);

/** Shuts the door once the customer has everything. Source: linkpoint.md §6.3. */
export const closeAccess = (order: Order): OrderEvent[] =>
  hasEverything(order) && !order.delivery.isClosed ? [newEvent('DownloadAccessClosed', {})] : [];
