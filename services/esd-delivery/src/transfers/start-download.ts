import { newEvent, type OrderEvent } from '@tollgate/contracts';
import type { Order } from '@tollgate/order';

/** The link by which a file is fetched. */
export interface UsedLink {
  readonly index: number;
  readonly generation: number;
}

/** The first bytes of an entitlement's file go out. [] when that was recorded before, or when access was revoked or the link replaced in the
 *  meantime: Postgres may have been away for as long as the download took. Its completion is still recorded where its link is in force. */
export const startDownload = (order: Order, { index, generation }: UsedLink): OrderEvent[] => {
  const entitlement = order.delivery.entitlements.find((one) => one.index === index);
  if (entitlement === undefined || entitlement.isStarted || entitlement.isRevoked || entitlement.generation !== generation)
    return [];
  return [newEvent('DownloadStarted', { entitlement: index, generation })];
};
