import { readFile } from 'node:fs/promises';
import type { AcquirerConfig } from './acquirer-config.schema.js';
import { type Iso8583Parts, Iso8583Processor } from './iso8583-processor.client.js';
import { AcquirerLink } from './link/acquirer-link.client.js';
import type { AcquirerHost, DialOptions } from './link/dial.client.js';
import type { LinkMeter } from './link/link-meter.js';
import { loadProfile } from './profile/profile.store.js';

/** What the environment does not say. */
export interface ProcessorSurroundings extends Pick<Iso8583Parts, 'serials' | 'terminal' | 'clock' | 'log' | 'findSent'> {
  readonly meter: LinkMeter;
  readonly afterSend?: (mti: string) => void;
}

/** The processor that the environment describes, not yet opened. Throws on a profile, or a file, that cannot be read. */
export const openIso8583Processor = async (
  config: AcquirerConfig,
  surroundings: ProcessorSurroundings,
): Promise<Iso8583Processor> => {
  const profile = await loadProfile(config.TOLLGATE_ACQUIRER_PROFILE);
  const link = new AcquirerLink({
    ...surroundings,
    ...(await tlsOf(config)),
    profile,
    hosts: hostsOf(config),
    connectTimeoutMs: config.TOLLGATE_ACQUIRER_CONNECT_TIMEOUT_MS,
    timeoutMs: config.TOLLGATE_ACQUIRER_TIMEOUT_MS,
    echoEveryMs: config.TOLLGATE_ACQUIRER_ECHO_MS,
  });
  const { TOLLGATE_ACQUIRER_ID: acquirerId, TOLLGATE_ACQUIRER_MODE: mode } = config;
  return new Iso8583Processor({ ...surroundings, profile, link, acquirerId, mode });
};

const hostsOf = (config: AcquirerConfig): readonly AcquirerHost[] => {
  const { TOLLGATE_ACQUIRER_SECONDARY_HOST: host, TOLLGATE_ACQUIRER_SECONDARY_PORT: port } = config;
  const primary = { host: config.TOLLGATE_ACQUIRER_HOST, port: config.TOLLGATE_ACQUIRER_PORT };
  return host === undefined && port === undefined
    ? [primary]
    : [primary, { host: host ?? primary.host, port: port ?? primary.port }];
};

const tlsOf = async (config: AcquirerConfig): Promise<Pick<DialOptions, 'tls'>> => {
  if (config.TOLLGATE_ACQUIRER_TLS === 'off') return {};
  const [ca, cert, key] = await Promise.all(
    [config.TOLLGATE_ACQUIRER_TLS_CA_FILE, config.TOLLGATE_ACQUIRER_TLS_CERT_FILE, config.TOLLGATE_ACQUIRER_TLS_KEY_FILE].map(
      (path) => (path === undefined ? undefined : readFile(path)),
    ),
  );
  const servername = config.TOLLGATE_ACQUIRER_TLS_SERVERNAME;
  return {
    tls: {
      ...(ca === undefined ? {} : { ca }),
      ...(cert === undefined ? {} : { cert }),
      ...(key === undefined ? {} : { key }),
      ...(servername === undefined ? {} : { servername }),
    },
  };
};
