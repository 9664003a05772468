import { newEvent, type OrderEvent } from '@tollgate/contracts';
import type { Order } from '@tollgate/order';

/** The first bytes of an entitlement's file go out. [] when that was recorded before. */
export const startDownload = (order: Order, index: number): OrderEvent[] => {
  const entitlement = order.delivery.entitlements.find((one) => one.index === index);
  if (entitlement === undefined || entitlement.isStarted) return [];
  return [newEvent('DownloadStarted', { entitlement: index, generation: entitlement.generation })];
};
