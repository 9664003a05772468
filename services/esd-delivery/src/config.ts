import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { keyFromFile } from '@tollgate/crypto';
import { z } from 'zod';

const port = z.coerce.number().int().min(0).max(65_535);

const everywhere = new Set(['0.0.0.0', '::']);

const environment = z.object({
  /** Customers' downloads, over TLS. */
  TOLLGATE_DOWNLOADS_PORT: port,
  /** The same in plain, on the loopback interface only: for measuring. Absent: none. */
  TOLLGATE_DOWNLOADS_PLAIN_PORT: port.optional(),
  TOLLGATE_LISTEN_HOST: z.string().default('127.0.0.1'),
  TOLLGATE_TLS_CERT_FILE: z.string(),
  TOLLGATE_TLS_KEY_FILE: z.string(),
  /** Where this replica takes uploads from the ingress, inside the deployment. 0: any free port. */
  TOLLGATE_UPLOADS_PORT: port.default(0),
  /** The name under which the ingress reaches this replica; where it listens everywhere, its host's name unless given. */
  TOLLGATE_UPLOADS_HOST: z.string().optional(),
  TOLLGATE_S3_URL: z.url(),
  TOLLGATE_S3_ACCESS_KEY: z.string(),
  TOLLGATE_S3_SECRET_KEY_FILE: z.string(),
  TOLLGATE_S3_BUCKET: z.string().default('tollgate-goods'),
  TOLLGATE_S3_REGION: z.string().default('us-east-1'),
  TOLLGATE_LINK_KEY_FILE: z.string(),
});

export const configSchema = environment.transform((env) => ({
  downloads: {
    port: env.TOLLGATE_DOWNLOADS_PORT,
    plainPort: env.TOLLGATE_DOWNLOADS_PLAIN_PORT,
    host: env.TOLLGATE_LISTEN_HOST,
    certFile: env.TOLLGATE_TLS_CERT_FILE,
    keyFile: env.TOLLGATE_TLS_KEY_FILE,
  },
  uploads: {
    port: env.TOLLGATE_UPLOADS_PORT,
    listenHost: env.TOLLGATE_LISTEN_HOST,
    host: env.TOLLGATE_UPLOADS_HOST ?? (everywhere.has(env.TOLLGATE_LISTEN_HOST) ? hostname() : env.TOLLGATE_LISTEN_HOST),
  },
  objects: {
    url: env.TOLLGATE_S3_URL,
    accessKey: env.TOLLGATE_S3_ACCESS_KEY,
    secretKey: readFileSync(env.TOLLGATE_S3_SECRET_KEY_FILE, 'utf8').trim(),
    bucket: env.TOLLGATE_S3_BUCKET,
    region: env.TOLLGATE_S3_REGION,
  },
  linkKey: keyFromFile(env.TOLLGATE_LINK_KEY_FILE),
}));

export type Config = z.infer<typeof configSchema>;
