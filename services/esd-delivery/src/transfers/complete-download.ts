import { newEvent, type OrderEvent } from '@tollgate/contracts';
import type { Order } from '@tollgate/order';

export interface CoveredFile {
  readonly index: number;
  readonly generation: number;
  /** Which complete download of the file it is, from 0. */
  readonly round: number;
  /** Bytes sent for it in all, repeated ranges included. */
  readonly sentBytes: number;
}

/** The customer's side has every byte of the file. [] when that was recorded before, or when the link was replaced in the meantime. */
export const completeDownload = (order: Order, { index, generation, round, sentBytes }: CoveredFile): OrderEvent[] => {
  const entitlement = order.delivery.entitlements.find((one) => one.index === index);
  if (entitlement === undefined || entitlement.completed > round || entitlement.generation !== generation) return [];
  return [newEvent('DownloadCompleted', { entitlement: index, generation, sentBytes: BigInt(sentBytes) })];
};
