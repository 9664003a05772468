import { z } from 'zod';

/** Authorization's own part of the environment. */
export const authorizationConfig = z.object({
  TOLLGATE_POSTGRES_URL: z.string().min(1),
  TOLLGATE_ACQUIRER_HOST: z.string().default('127.0.0.1'),
  TOLLGATE_ACQUIRER_PORT: z.coerce.number().int().min(1).max(65_535),
  /** After so long without an answer the outcome is unknown, and is reversed. */
  TOLLGATE_ACQUIRER_TIMEOUT_MS: z.coerce.number().int().positive().default(6_000),
  TOLLGATE_ACQUIRER_ECHO_MS: z.coerce.number().int().positive().default(30_000),
  /** Our number at the networks, DE 32. */
  TOLLGATE_ACQUIRER_ID: z
    .string()
    .regex(/^\d{1,11}$/)
    .default('100001'),
  TOLLGATE_VAULT_KEY_FILE: z.string().min(1),
  /** See CardRows: `off` is safe. */
  TOLLGATE_VAULT_SYNCHRONOUS_COMMIT: z.enum(['on', 'off']).default('off'),
});

export type AuthorizationConfig = z.infer<typeof authorizationConfig>;
