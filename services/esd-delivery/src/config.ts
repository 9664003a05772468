import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { keyFromFile } from '@tollgate/crypto';
import { z } from 'zod';
import { networkOf } from './clients/ip-address.js';

const port = z.coerce.number().int().min(0).max(65_535);

const atLeastOne = z.coerce.number().int().min(1);

/** Addresses and networks, separated by commas. */
const networks = z.string().transform((text, context) =>
  text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .flatMap((entry) => {
      const network = networkOf(entry);
      if (network === undefined) context.addIssue({ code: 'custom', message: `${entry} is no address and no network` });
      return network ?? [];
    }),
);

/** How long is waited on the download host. They follow from how clients and their computers behave, and are no operator's: tests alone set
 *  others. */
export const downloadTimes = {
  /** A transfer of which nothing moves is cut. */
  stallMs: 60_000,
  /** From the acknowledgement of the last byte on, the client's end of the connection is waited for. Its computer may hold megabytes that a slow
   *  client has still to read. */
  silenceMs: 300_000,
  /** A client that has what it wants of a transfer, as another one brings the rest, ends it within this. */
  pauseMs: 5_000,
  /** One byte takes no longer. */
  probeMs: 10_000,
  /** From one search for completed downloads that are not in the log to the next. */
  lookAgainMs: 15_000,
};

const everywhere = new Set(['0.0.0.0', '::']);

const environment = z.object({
  /** Customers' downloads, over TLS. */
  TOLLGATE_DOWNLOADS_PORT: port,
  /** The same in plain, on the loopback interface only: for measuring. Absent: none. */
  TOLLGATE_DOWNLOADS_PLAIN_PORT: port.optional(),
  TOLLGATE_LISTEN_HOST: z.string().default('127.0.0.1'),
  TOLLGATE_TLS_CERT_FILE: z.string(),
  TOLLGATE_TLS_KEY_FILE: z.string(),
  /** The reverse proxies and load balancers in front of the download host, as addresses and networks separated by commas (`10.0.0.0/8,::1`). Only
   *  they may say whom they speak for, by the PROXY protocol or X-Forwarded-For; the end of their connections is not taken for the customer's. */
  TOLLGATE_TRUSTED_PROXIES: networks.default([]),
  /** Connections of one address at a time, in each replica; an IPv6 /64 is one address. Beyond it they are closed. */
  TOLLGATE_DOWNLOADS_CONNECTIONS_PER_ADDRESS: atLeastOne.default(256),
  /** Files sent to one address at a time, in each replica; beyond it 429. Four download managers of 16 connections each. */
  TOLLGATE_DOWNLOADS_TRANSFERS_PER_ADDRESS: atLeastOne.default(64),
  /** Requests of one address a minute, in each replica; beyond it 429. */
  TOLLGATE_DOWNLOADS_REQUESTS_PER_MINUTE: atLeastOne.default(600),
  /** A directory of this replica's own machine for copies of files that are asked for often. Absent: each byte is read from the store. */
  TOLLGATE_DOWNLOADS_CACHE_DIR: z.string().min(1).optional(),
  /** The most that the copies take of its disk, in MiB. */
  TOLLGATE_DOWNLOADS_CACHE_MIB: atLeastOne.default(4_096),
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
  clients: {
    proxies: env.TOLLGATE_TRUSTED_PROXIES,
    limits: {
      connections: env.TOLLGATE_DOWNLOADS_CONNECTIONS_PER_ADDRESS,
      transfers: env.TOLLGATE_DOWNLOADS_TRANSFERS_PER_ADDRESS,
      requestsPerMinute: env.TOLLGATE_DOWNLOADS_REQUESTS_PER_MINUTE,
    },
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
  cache: { folder: env.TOLLGATE_DOWNLOADS_CACHE_DIR, mostBytes: env.TOLLGATE_DOWNLOADS_CACHE_MIB * 1_048_576 },
  linkKey: keyFromFile(env.TOLLGATE_LINK_KEY_FILE),
  times: downloadTimes,
}));

export type Config = z.infer<typeof configSchema>;
