import { z } from 'zod';

/** Nothing of its own: what every service reads from the environment is enough. */
export const configSchema = z.object({});
