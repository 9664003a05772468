import { z } from 'zod';

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
  })
  .transform((env) => ({
    postgresUrl: env.TOLLGATE_POSTGRES_URL,
    pollMs: env.TOLLGATE_REPORTING_POLL_MS,
    rebuildWaitMs: env.TOLLGATE_REPORTING_REBUILD_WAIT_MS,
  }));

export type Config = z.infer<typeof configSchema>;
