import { isCurrency } from '@tollgate/money';
import type { SettingsArea } from '@tollgate/settings';
import { z } from 'zod';
import { MAX_AMOUNT_MINOR } from '../validation/fields.schema.js';

const MOST_HOURS = 24 * 30;

const schema = z.strictObject({
  /** What people may give back of one order without a second person; minor units by currency. No limit where none is set. */
  limits: z.record(z.string().refine(isCurrency, 'This is no currency of ISO 4217.'), z.int().min(0).max(MAX_AMOUNT_MINOR)),
  /** Whether what a merchant's own server asks for by an API key waits for a person, too. */
  appliesToKeys: z.boolean(),
  /** How long a refund waits for a second person. */
  approvalHours: z.int().min(1).max(MOST_HOURS),
});

/** Which refunds want a second person. */
export type RefundSettings = z.infer<typeof schema>;

/** The settings area `refunds`, with what holds for a merchant who never set anything: one person is enough for any amount. */
export const refundSettings: SettingsArea<RefundSettings> = {
  area: 'refunds',
  service: 'gateway-ingress',
  schema,
  defaults: { limits: {}, appliesToKeys: false, approvalHours: 72 },
};
