import { z } from 'zod';
import { CreateAttempts1764000000000 } from './assess/1764000000000-create-attempts.migration.js';
import { CreateLists1764400000000 } from './lists/1764400000000-create-lists.migration.js';
import { CreateDueWork1764100000000 } from './review/1764100000000-create-due-work.migration.js';
import { CreateHeldOrders1764400100000 } from './review/1764400100000-create-held-orders.migration.js';

/** Attempts are counted on a connection of their own, with settings of their own. */
export const configSchema = z
  .object({ TOLLGATE_POSTGRES_URL: z.string().min(1) })
  .transform((environment) => ({ postgresUrl: environment.TOLLGATE_POSTGRES_URL }));

export type Config = z.infer<typeof configSchema>;

/** What the service's schema is made of, in order. */
export const migrations = [
  CreateAttempts1764000000000,
  CreateDueWork1764100000000,
  CreateLists1764400000000,
  CreateHeldOrders1764400100000,
];
