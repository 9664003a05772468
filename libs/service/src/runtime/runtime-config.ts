import { z } from 'zod';

const port = z.coerce.number().int().min(0).max(65_535);

/** What every service reads from its environment. */
export const runtimeConfig = z.object({
  TOLLGATE_POSTGRES_URL: z.string().min(1),
  TOLLGATE_NATS_URL: z.string().min(1),
  TOLLGATE_HEALTH_PORT: port,
  /** 127.0.0.1 unless given; 0.0.0.0 in a container. */
  TOLLGATE_LISTEN_HOST: z.string().default('127.0.0.1'),
  TOLLGATE_LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  /** How old what is published again may be, and how long a consumer that is gone is waited for. */
  TOLLGATE_STREAM_MAX_AGE_HOURS: z.coerce
    .number()
    .positive()
    .default(7 * 24),
  /** How much the bus keeps; the log keeps everything. */
  TOLLGATE_STREAM_MAX_BYTES: z.coerce.number().int().positive().default(8_000_000_000),
  TOLLGATE_STREAM_REPLICAS: z.coerce.number().int().min(1).max(5).default(1),
  /** How long an event that a killed process held stays away. A handler that waits for a silent Postgres, a full bus and its processor
   *  takes longer: its event then comes to another replica beside it, which finds what is recorded. */
  TOLLGATE_ACK_WAIT_MS: z.coerce.number().int().min(500).default(12_000),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.string().optional(),
});

export type RuntimeConfig = z.infer<typeof runtimeConfig>;

/** Reads the environment once. Throws one readable error that names every variable that is missing or wrong, without
 *  its value. */
export const readEnvironment = <C>(schema: z.ZodType<C>, environment: NodeJS.ProcessEnv): C => {
  const read = schema.safeParse(environment);
  if (read.success) return read.data;
  const problems = read.error.issues.map(({ path, message }) => `${path.join('.') || 'environment'}: ${message}`);
  throw new Error(`the environment does not fit:\n  ${problems.join('\n  ')}`);
};
