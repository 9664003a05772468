import { z } from 'zod';

/** Attempts are counted on a connection of their own, with settings of their own. */
export const configSchema = z
  .object({ TOLLGATE_POSTGRES_URL: z.string().min(1) })
  .transform((environment) => ({ postgresUrl: environment.TOLLGATE_POSTGRES_URL }));

export type Config = z.infer<typeof configSchema>;
