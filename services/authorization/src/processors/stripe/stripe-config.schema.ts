import { z } from 'zod';
import { DEFAULT_TIMEOUT_MS } from './api/stripe-options.js';

/** The Stripe accounts: the part of authorization's environment that belongs to them. None is asked for without its
 *  key file. */
export const stripeConfig = z.object({
  /** Files that hold nothing but a secret key, `sk_test_…` and `sk_live_…`: one account for each mode. */
  TOLLGATE_STRIPE_TEST_KEY_FILE: z.string().min(1).optional(),
  TOLLGATE_STRIPE_LIVE_KEY_FILE: z.string().min(1).optional(),
  /** Where the account of mode `test` is asked; mode `live` is for Stripe's own address only. */
  TOLLGATE_STRIPE_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** After so long without an answer the outcome is unknown. No longer than 6 s: an operation takes up to three answers, and
   *  has to end before another replica takes it for orphaned. */
  TOLLGATE_STRIPE_TIMEOUT_MS: z.coerce.number().int().positive().max(DEFAULT_TIMEOUT_MS).default(DEFAULT_TIMEOUT_MS),
  /** `on` where Stripe allows the account to capture one authorization several times. */
  TOLLGATE_STRIPE_MULTICAPTURE: z.enum(['on', 'off']).default('off'),
});

export type StripeConfig = z.infer<typeof stripeConfig>;
