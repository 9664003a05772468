import { type AcquirerProfile, PROFILES } from '@tollgate/iso8583';
import { z } from 'zod';

const Environment = z.object({
  TOLLGATE_ACQUIRER_HOST: z.string().default('127.0.0.1'),
  TOLLGATE_ACQUIRER_PORT: z.coerce.number().int().min(0).max(65535),
  TOLLGATE_ACQUIRER_JOURNAL: z.string().min(1),
  TOLLGATE_ACQUIRER_LATENCY_MS: z.coerce.number().int().min(0).default(0),
  TOLLGATE_ACQUIRER_LATE_ANSWER_MS: z.coerce.number().int().min(1).default(8000),
  TOLLGATE_ACQUIRER_PROFILE: z.enum(Object.keys(PROFILES)).default('iso87-ascii'),
});

export type Config = {
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  readonly journalFile: string;
  readonly latencyMs: number;
  readonly lateAnswerMs: number;
  readonly profile: AcquirerProfile;
};

/** Reads the environment once, at start; throws, naming the variable, when it does not make sense. */
export const readConfig = (environment: NodeJS.ProcessEnv): Config => {
  const values = Environment.parse(environment);
  const profile = PROFILES[values.TOLLGATE_ACQUIRER_PROFILE];
  if (profile === undefined) throw new Error('TOLLGATE_ACQUIRER_PROFILE names no profile');
  return {
    host: values.TOLLGATE_ACQUIRER_HOST,
    port: values.TOLLGATE_ACQUIRER_PORT,
    journalFile: values.TOLLGATE_ACQUIRER_JOURNAL,
    latencyMs: values.TOLLGATE_ACQUIRER_LATENCY_MS,
    lateAnswerMs: values.TOLLGATE_ACQUIRER_LATE_ANSWER_MS,
    profile,
  };
};
