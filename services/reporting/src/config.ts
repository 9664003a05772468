import { z } from 'zod';

/** What reporting reads from its environment beside what every service does. */
export const configSchema = z
  .object({
    /** How often the log is looked at while nothing comes. */
    TOLLGATE_REPORTING_POLL_MS: z.coerce.number().int().min(10).max(10_000).default(200),
  })
  .transform((env) => ({ pollMs: env.TOLLGATE_REPORTING_POLL_MS }));

export type Config = z.infer<typeof configSchema>;
