import { type EventData, newEvent, type OrderEvent } from '@tollgate/contracts';
import { maxReissues } from '@tollgate/download-link';
import { isKnown, type Order } from '@tollgate/order';
import type { DeliverySettings } from '../settings/delivery.schema.js';

const dayMs = 86_400_000;

/** A merchant's request for new links, and the delivery policy that is in force. */
export interface Reissue {
  /** uuid of DownloadsReissueRequested */
  readonly request: string;
  /** RFC 3339: the new links' days count from here, so that a redelivered request issues the same. */
  readonly requestedAt: string;
  readonly settings: DeliverySettings;
  /** 0: the defaults. */
  readonly settingsVersion: number;
}

/** Issues new links for what was asked for, and so voids the older ones: each is good for the complete downloads that are left, and for one
 *  where none is. What was refunded meanwhile, and what was issued anew as often as it may be, gets none; a fact without links says so. []
 *  where the request was answered. */
export const reissueDownloads = (
  { delivery }: Order,
  { entitlements: asked, isTold }: EventData<'DownloadsReissueRequested'>,
  { request, requestedAt, settings, settingsVersion }: Reissue,
): OrderEvent[] => {
  if (delivery.reissues.includes(request)) return [];
  const links = delivery.entitlements
    .filter(isKnown)
    .filter(({ index, isRevoked, generation }) => asked.includes(index) && !isRevoked && generation <= maxReissues)
    .map(({ index, generation, downloads, completed }) => ({
      entitlement: index,
      generation: generation + 1,
      downloads: Math.max(1, downloads - completed),
    }));
  const untilMs = Date.parse(requestedAt) + settings.days * dayMs;
  const expiresAt = links.length === 0 ? '' : new Date(untilMs).toISOString();
  return [newEvent('DownloadsReissued', { links, expiresAt, settingsVersion, request, isTold })];
};
