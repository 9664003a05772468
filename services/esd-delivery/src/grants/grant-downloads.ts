import { type Deliverable, type EventData, newEvent, type OrderEvent } from '@tollgate/contracts';
import { maxEntitlements } from '@tollgate/download-link';
import { isKnown, isOnline, type Order, refundedLines } from '@tollgate/order';
import { type IssuedKeys, NO_KEYS, withKeys } from '../license-keys/with-keys.js';
import type { DeliverySettings } from '../settings/delivery.schema.js';

const dayMs = 86_400_000;

/** RFC 3339: until when the links are good of what was paid for at a time (epoch ms). */
export const linksExpireAt = (paidAtMs: number, { days }: DeliverySettings): string =>
  new Date(paidAtMs + days * dayMs).toISOString();

/** A capture, and the delivery policy that was in force. */
export interface Grant {
  /** RFC 3339: the links' days count from here, so that a redelivered capture grants the same. */
  readonly capturedAt: string;
  readonly settings: DeliverySettings;
  /** 0: the defaults. */
  readonly settingsVersion: number;
  /** The license keys that were taken from the stock for it; more are asked for by throwing KeysWanted. */
  readonly keys?: IssuedKeys;
}

type Paid = Pick<Deliverable, 'line' | 'sku' | 'forms' | 'quantity'>;

const granted = (
  paid: readonly Paid[],
  firstIndex: number,
  { capturedAt, settings, settingsVersion, keys = NO_KEYS }: Grant,
): OrderEvent[] => {
  const things = paid.flatMap(({ line, sku, forms, quantity }) => {
    const pieces = { line, sku, count: Math.max(quantity, 1) };
    return forms.map(({ form }) => ({ line, sku, form, pieces }));
  });
  const known = things.filter(isKnown); // a form of a later release is for whoever knows it
  if (known.length === 0 || firstIndex + known.length > maxEntitlements) return [];
  const { downloads } = settings;
  const filled = withKeys(known, keys);
  const entitlements = filled.map((one, index) => ({ ...one, index: firstIndex + index, generation: 1, downloads }));
  const expiresAt = linksExpireAt(Date.parse(capturedAt), settings);
  return [newEvent('DownloadsGranted', { entitlements, expiresAt, settingsVersion })];
};

/** Says that a capture brings nothing new, so that whoever tells the customer need not wait. */
const nothingGranted = ({ settingsVersion }: Grant): OrderEvent => newEvent('DownloadsGranted', { settingsVersion });

/** Grants everything that a sale's capture makes deliverable, from the capture's event alone: one entitlement for each file of each
 *  line, however many pieces were bought of it, and one with a license key for each piece. A grant of nothing where all of it has forms of a later
 *  release; [] where nothing paid is delivered online. Throws KeysWanted. */
export const grantSale = ({ deliverables }: EventData<'PaymentCaptured'>, grant: Grant): OrderEvent[] => {
  const events = granted(deliverables, 0, grant);
  return events.length > 0 || deliverables.length === 0 ? events : [nothingGranted(grant)];
};

/** Grants what a capture of a preauth pays for: what its event names, or everything online with the first capture where the merchant's
 *  policy says so. What was granted before is not granted again unless that was revoked (its pieces have their keys
 *  again then), and nothing that was refunded whole; nor is anything where a link has no more names for it, after more than a hundred captures
 *  and refunds in turn. A grant of nothing says so. [] where nothing of the order is online. Throws KeysWanted. */
export const grantCapture = (order: Order, { deliverables }: EventData<'PaymentCaptured'>, grant: Grant): OrderEvent[] => {
  const lines = order.placed.lines.map((line, index) => ({ ...line, line: index + 1 }));
  const paid = deliverables.length > 0 || grant.settings.deliverAt === 'full_capture' ? deliverables : lines.filter(isOnline);
  const { entitlements } = order.delivery;
  const refunded = refundedLines(order);
  const isNew = ({ line }: Paid): boolean =>
    !refunded.includes(line) && !entitlements.some((one) => one.line === line && !one.isRevoked);
  const events = granted(paid.filter(isNew), entitlements.length, grant);
  if (events.length > 0 || !lines.some(isOnline)) return events;
  return [nothingGranted(grant)];
};
