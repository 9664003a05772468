import { type EventData, newEvent, type OrderEvent } from '@tollgate/contracts';
import { maxEntitlements } from '@tollgate/download-link';
import { invariant } from '@tollgate/errors';

/** How long the customer may fetch, from the capture on. */
export const accessHours = 72;
const hourMs = 3_600_000;

/** Grants every file of every paid digital line, in order of lines and files; one entitlement each, however many were bought of a line.
 *  `capturedAt` (RFC 3339) starts the 72 hours, so that a redelivered payment grants the same. [] where nothing paid is digital. */
export const grantDownload = ({ deliverables }: EventData<'PaymentCaptured'>, capturedAt: string): OrderEvent[] => {
  const files = deliverables.flatMap(({ line, sku, files }) => files.map((file) => ({ line, sku, file })));
  if (files.length === 0) return [];
  invariant(files.length <= maxEntitlements, `an order grants at most ${maxEntitlements} files`);
  const expiresAt = new Date(Date.parse(capturedAt) + accessHours * hourMs).toISOString();
  return [
    newEvent('DownloadsGranted', { entitlements: files.map((one, index) => ({ ...one, index, generation: 1 })), expiresAt }),
  ];
};
