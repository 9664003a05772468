import { z } from 'zod';

/** What this service reads from its environment beside what every service does. */
export const configSchema = z.object({
  TOLLGATE_API_PORT: z.coerce.number().int().min(0).max(65_535),
  TOLLGATE_LISTEN_HOST: z.string().default('127.0.0.1'),
  TOLLGATE_TLS_CERT_FILE: z.string().min(1),
  TOLLGATE_TLS_KEY_FILE: z.string().min(1),
  /** Who signed the certificate, where that is nobody whom machines trust: Central names this file in the commands that it shows. */
  TOLLGATE_TLS_CA_FILE: z.string().optional(),
  /** Where customers download: https://host:port, without a slash at the end. */
  TOLLGATE_DOWNLOADS_URL: z.string().min(1),
  TOLLGATE_KEY_ENCRYPTION_KEY_FILE: z.string().min(1),
  TOLLGATE_LOOKUP_KEY_FILE: z.string().min(1),
  TOLLGATE_LINK_KEY_FILE: z.string().min(1),
  /** More orders and other commands than this waiting for their outcome at once are turned away (503) before anything of them is stored. */
  TOLLGATE_MAX_WAITING: z.coerce.number().int().min(1).default(5_000),
  /** Open connections in all, and of one address (of an IPv6 address its /64), 0: no limit. Where they are too many, those that never asked anything
   *  go first, the oldest before the others, then those between two requests; where all are being answered, the next one is told so (503, 429).
   *  A merchant's server that sends every order from one address needs one for each that waits. */
  TOLLGATE_API_MAX_CONNECTIONS: z.coerce.number().int().min(1).default(8_000),
  TOLLGATE_API_MAX_CONNECTIONS_PER_ADDRESS: z.coerce.number().int().min(0).default(6_000),
  /** Requests a second of one address over time, five seconds' worth at once; beyond, 429. 0: no limit, as behind a load balancer, whose address is
   *  everybody's. */
  TOLLGATE_API_MAX_REQUESTS_PER_SECOND_PER_ADDRESS: z.coerce.number().int().min(0).default(1_000),
  /** The built console; without it `/central` is empty. */
  TOLLGATE_CENTRAL_DIR: z.string().optional(),
  /** Where Central's timelines link to: `<this>/traces/<id>`. Without it they show the id. */
  TOLLGATE_TRACES_URL: z.url().optional(),
  /** Both or neither: a merchant and a key of theirs that are made at start. */
  TOLLGATE_DEMO_MERCHANT_ID: z.string().optional(),
  TOLLGATE_DEMO_API_KEY_FILE: z.string().optional(),
  /** Both or neither: somebody who owns the demo merchant's store in Central, made at start. */
  TOLLGATE_DEMO_USER_EMAIL: z.string().optional(),
  TOLLGATE_DEMO_USER_PASSWORD_FILE: z.string().optional(),
  /** Where Central is opened: https://host:port/central. Links in mails lead there, and passkeys belong to its host. */
  TOLLGATE_CENTRAL_URL: z.url(),
  /** Sign-ins in vain from one address (of an IPv6 address its /64) within half an hour; beyond, 429 for as long. 0: no limit, as behind a load
   *  balancer, whose address is everybody's. */
  TOLLGATE_CENTRAL_MAX_FAILED_SIGN_INS_PER_ADDRESS: z.coerce.number().int().min(0).default(100),
});

export type Config = z.infer<typeof configSchema>;
