import { hostname } from 'node:os';
import { z } from 'zod';

const everywhere = new Set(['0.0.0.0', '::']);

/** What reporting reads from its environment beside what every service does. */
export const configSchema = z
  .object({
    TOLLGATE_POSTGRES_URL: z.string().min(1),
    /** How often the log is looked at while nothing comes. Looked at much more often, the row of an order under way is
     *  written several times. */
    TOLLGATE_REPORTING_POLL_MS: z.coerce.number().int().min(10).max(10_000).default(250),
    /** How long a rebuild waits for events that are in the log and cannot be read, as a transaction is open, before it
     *  fails. */
    TOLLGATE_REPORTING_REBUILD_WAIT_MS: z.coerce.number().int().min(0).max(600_000).default(30_000),
    TOLLGATE_LISTEN_HOST: z.string().default('127.0.0.1'),
    /** Where this replica hands out files of the journal to the ingress, inside the deployment. 0: any free port. */
    TOLLGATE_EXPORTS_PORT: z.coerce.number().int().min(0).max(65_535).default(0),
    /** The name under which the ingress reaches this replica; where it listens everywhere, its host's name unless given. */
    TOLLGATE_EXPORTS_HOST: z.string().optional(),
  })
  .transform((env) => ({
    postgresUrl: env.TOLLGATE_POSTGRES_URL,
    pollMs: env.TOLLGATE_REPORTING_POLL_MS,
    rebuildWaitMs: env.TOLLGATE_REPORTING_REBUILD_WAIT_MS,
    exports: {
      port: env.TOLLGATE_EXPORTS_PORT,
      listenHost: env.TOLLGATE_LISTEN_HOST,
      host: env.TOLLGATE_EXPORTS_HOST ?? (everywhere.has(env.TOLLGATE_LISTEN_HOST) ? hostname() : env.TOLLGATE_LISTEN_HOST),
    },
  }));

export type Config = z.infer<typeof configSchema>;
