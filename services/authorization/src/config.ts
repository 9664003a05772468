import { z } from 'zod';
import { acquirerConfig } from './processors/iso8583/acquirer-config.schema.js';
import { stripeConfig } from './processors/stripe/stripe-config.schema.js';
import { vaultConfig } from './vault/vault-config.schema.js';

/** Authorization's own part of the environment. */
export const authorizationConfig = z.object({
  TOLLGATE_POSTGRES_URL: z.string().min(1),
  ...vaultConfig.shape,
  // An acquirer's link is configured by its port, Stripe by its keys' files. Without either, only orders that cost nothing pass.
  ...acquirerConfig.partial({ TOLLGATE_ACQUIRER_PORT: true }).shape,
  ...stripeConfig.shape,
  /** `1`: an acquirer of mode `test`, the simulator, takes live orders, too. For a trial run, never where money is meant. */
  TOLLGATE_ALLOW_SIMULATOR_LIVE: z.enum(['0', '1']).default('0'),
});

export type AuthorizationConfig = z.infer<typeof authorizationConfig>;
