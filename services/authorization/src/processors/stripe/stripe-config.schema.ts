import { z } from 'zod';

/** The Stripe accounts: the part of authorization's environment that belongs to them. None is asked for without its
 *  key file. */
export const stripeConfig = z.object({
  /** Files that hold nothing but a secret key, `sk_test_…` and `sk_live_…`: one account for each mode. */
  TOLLGATE_STRIPE_TEST_KEY_FILE: z.string().min(1).optional(),
  TOLLGATE_STRIPE_LIVE_KEY_FILE: z.string().min(1).optional(),
  /** Where the account of mode `test` is asked; mode `live` is for Stripe's own address only. */
  TOLLGATE_STRIPE_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** After so long without an answer the outcome is unknown. */
  TOLLGATE_STRIPE_TIMEOUT_MS: z.coerce.number().int().positive().default(6_000),
  /** `on` where Stripe allows the account to capture one authorization several times. */
  TOLLGATE_STRIPE_MULTICAPTURE: z.enum(['on', 'off']).default('off'),
});

export type StripeConfig = z.infer<typeof stripeConfig>;
