import { z } from 'zod';

const port = z.coerce.number().int().min(1).max(65_535);

/** Where the acquirer is and how it is spoken to: the part of authorization's environment that belongs to the link. */
export const acquirerConfig = z.object({
  TOLLGATE_ACQUIRER_HOST: z.string().default('127.0.0.1'),
  TOLLGATE_ACQUIRER_PORT: port,
  /** Tried when the first does not answer. */
  TOLLGATE_ACQUIRER_SECONDARY_HOST: z.string().optional(),
  TOLLGATE_ACQUIRER_SECONDARY_PORT: port.optional(),
  /** A profile's name, or the path of a JSON file. */
  TOLLGATE_ACQUIRER_PROFILE: z.string().default('iso87-ascii'),
  /** Orders of the other mode are never sent to it. */
  TOLLGATE_ACQUIRER_MODE: z.enum(['test', 'live']).default('test'),
  TOLLGATE_ACQUIRER_TLS: z.enum(['on', 'off']).default('off'),
  /** PEM files. Without a CA those of the system are trusted. */
  TOLLGATE_ACQUIRER_TLS_CA_FILE: z.string().optional(),
  TOLLGATE_ACQUIRER_TLS_CERT_FILE: z.string().optional(),
  TOLLGATE_ACQUIRER_TLS_KEY_FILE: z.string().optional(),
  /** As the certificate names the host, where that is not its address. */
  TOLLGATE_ACQUIRER_TLS_SERVERNAME: z.string().optional(),
  TOLLGATE_ACQUIRER_CONNECT_TIMEOUT_MS: z.coerce.number().int().positive().default(3_000),
  /** After so long without an answer the outcome is unknown. At most 15 s: it has to be recorded before another replica takes the
   *  operation for orphaned. */
  TOLLGATE_ACQUIRER_TIMEOUT_MS: z.coerce.number().int().positive().max(15_000).default(6_000),
  TOLLGATE_ACQUIRER_ECHO_MS: z.coerce.number().int().positive().default(30_000),
  /** Our number at the networks, DE 32. */
  TOLLGATE_ACQUIRER_ID: z
    .string()
    .regex(/^\d{1,11}$/)
    .default('100001'),
});

export type AcquirerConfig = z.infer<typeof acquirerConfig>;
