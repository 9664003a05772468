import { z } from 'zod';
import type { SimulatorOptions } from './simulator.js';

const Environment = z.object({
  TOLLGATE_STRIPE_SIMULATOR_HOST: z.string().default('127.0.0.1'),
  TOLLGATE_STRIPE_SIMULATOR_PORT: z.coerce.number().int().min(0).max(65_535),
  TOLLGATE_STRIPE_SIMULATOR_JOURNAL: z.string().min(1),
  TOLLGATE_STRIPE_SIMULATOR_LATE_ANSWER_MS: z.coerce.number().int().min(1).default(8_000),
  TOLLGATE_STRIPE_SIMULATOR_MULTICAPTURE: z.enum(['on', 'off']).default('off'),
});

/** Reads the environment once, at start; throws, naming the variable, when it does not make sense. */
export const readConfig = (environment: NodeJS.ProcessEnv): SimulatorOptions => {
  const values = Environment.parse(environment);
  return {
    host: values.TOLLGATE_STRIPE_SIMULATOR_HOST,
    port: values.TOLLGATE_STRIPE_SIMULATOR_PORT,
    journalFile: values.TOLLGATE_STRIPE_SIMULATOR_JOURNAL,
    lateAnswerMs: values.TOLLGATE_STRIPE_SIMULATOR_LATE_ANSWER_MS,
    hasMulticapture: values.TOLLGATE_STRIPE_SIMULATOR_MULTICAPTURE === 'on',
  };
};
