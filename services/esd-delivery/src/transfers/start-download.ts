import { newEvent, type OrderEvent } from '@tollgate/contracts';
import type { Order } from '@tollgate/order';

/** The first bytes of an entitlement's file go out. [] when that was recorded before, or when access was revoked in the
 *  meantime: Postgres may have been away for as long as the download took. Its completion is still recorded. */
export const startDownload = (order: Order, index: number): OrderEvent[] => {
  const entitlement = order.delivery.entitlements.find((one) => one.index === index);
  if (entitlement === undefined || entitlement.isStarted || entitlement.isRevoked) return [];
  return [newEvent('DownloadStarted', { entitlement: index, generation: entitlement.generation })];
};
