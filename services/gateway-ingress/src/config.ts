import { z } from 'zod';

/** What this service reads from its environment beside what every service does. */
export const configSchema = z.object({
  TOLLGATE_API_PORT: z.coerce.number().int().min(0).max(65_535),
  TOLLGATE_LISTEN_HOST: z.string().default('127.0.0.1'),
  TOLLGATE_TLS_CERT_FILE: z.string().min(1),
  TOLLGATE_TLS_KEY_FILE: z.string().min(1),
  /** Where customers download: https://host:port, without a slash at the end. */
  TOLLGATE_DOWNLOADS_URL: z.string().min(1),
  TOLLGATE_KEY_ENCRYPTION_KEY_FILE: z.string().min(1),
  TOLLGATE_LOOKUP_KEY_FILE: z.string().min(1),
  TOLLGATE_LINK_KEY_FILE: z.string().min(1),
  /** More orders and other commands than this waiting for their outcome at once are turned away (503) before anything of them is stored. */
  TOLLGATE_MAX_WAITING: z.coerce.number().int().min(1).default(5_000),
  /** Both or neither: a merchant and a key of theirs that are made at start. */
  TOLLGATE_DEMO_MERCHANT_ID: z.string().optional(),
  TOLLGATE_DEMO_API_KEY_FILE: z.string().optional(),
});

export type Config = z.infer<typeof configSchema>;
