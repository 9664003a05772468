import { z } from 'zod';

/** Nothing of its own: what the house reads from the environment is enough. */
export const configSchema = z.object({});
