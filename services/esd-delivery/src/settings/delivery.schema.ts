import { z } from 'zod';

/** A merchant's delivery policy. */
export const deliverySchema = z.strictObject({
  /** How many complete downloads of each file a customer has. */
  downloads: z.int().min(1).max(100),
  /** How many days the links are good, from the capture on. */
  days: z.int().min(1).max(365),
  /** When a preauth's online goods are delivered: with the capture that completes its payment, or with the first one already. */
  deliverAt: z.enum(['full_capture', 'first_capture']),
});
export type DeliverySettings = z.infer<typeof deliverySchema>;

export const defaultDelivery: DeliverySettings = { downloads: 1, days: 3, deliverAt: 'full_capture' };
