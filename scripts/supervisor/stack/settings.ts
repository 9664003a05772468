import { resolve } from 'node:path';
import { rootDir } from '../../servers/paths.ts';
import type { AcquirerAddress, StripeAccount } from '../table.ts';

/** What the environment says about this stack. */
export interface Settings {
  readonly portBase: number;
  readonly dataDir: string;
  readonly logLevel: string;
  /** Running servers that take the place of started ones. */
  readonly postgresUrl: string | undefined;
  readonly natsUrl: string | undefined;
  readonly s3Url: string | undefined;
  readonly traceEndpoint: string | undefined;
  /** What takes the simulators' place. */
  readonly acquirer: AcquirerAddress | undefined;
  readonly stripe: StripeAccount | undefined;
  /** `service:point` or `service:point:nth`: that service ends itself there, in its first life only. For tests. */
  readonly crashAt: { readonly service: string; readonly point: string } | undefined;
}

const lowestBase = 1024;
const highestBase = 65_535 - 99;

type Environment = Readonly<Record<string, string | undefined>>;

/** Throws when a value makes no sense. An empty value counts as none. */
export const readSettings = (env: Environment): Settings => {
  const text = (name: string): string | undefined => env[name] || undefined;
  return {
    portBase: readPortBase(text('TOLLGATE_PORT_BASE')),
    dataDir: resolve(rootDir, text('TOLLGATE_DATA') ?? '.tollgate'),
    logLevel: text('TOLLGATE_LOG_LEVEL') ?? 'info',
    postgresUrl: text('TOLLGATE_POSTGRES_URL'),
    natsUrl: text('TOLLGATE_NATS_URL'),
    s3Url: text('TOLLGATE_S3_URL'),
    traceEndpoint: text('OTEL_EXPORTER_OTLP_ENDPOINT'),
    acquirer: readAcquirer(text),
    stripe: readStripe(text),
    crashAt: readCrashPoint(text('TOLLGATE_CRASH_AT')),
  };
};

const readPortBase = (text = '7400'): number => {
  const portBase = Number(text);
  if (Number.isInteger(portBase) && portBase >= lowestBase && portBase <= highestBase) return portBase;
  throw new Error(`TOLLGATE_PORT_BASE is "${text}"; it must be a whole number from ${lowestBase} to ${highestBase}`);
};

type Text = (name: string) => string | undefined;

const readAcquirer = (text: Text): AcquirerAddress | undefined => {
  const [host, port] = [text('TOLLGATE_ACQUIRER_HOST'), text('TOLLGATE_ACQUIRER_PORT')];
  if (host === undefined && port === undefined) return undefined;
  if (host === undefined || port === undefined || !/^\d{1,5}$/.test(port))
    throw new Error('an acquirer outside needs both: TOLLGATE_ACQUIRER_HOST, and TOLLGATE_ACQUIRER_PORT as a number');
  const mode = text('TOLLGATE_ACQUIRER_MODE') ?? 'test';
  if (mode !== 'test' && mode !== 'live') throw new Error(`TOLLGATE_ACQUIRER_MODE is "${mode}"; it must be test or live`);
  return { host, port: Number(port), mode };
};

const readStripe = (text: Text): StripeAccount | undefined => {
  const keyFile = text('TOLLGATE_STRIPE_TEST_KEY_FILE');
  return keyFile === undefined ? undefined : { keyFile: resolve(rootDir, keyFile), url: text('TOLLGATE_STRIPE_URL') ?? '' };
};

const readCrashPoint = (text: string | undefined): Settings['crashAt'] => {
  if (text === undefined) return undefined;
  const [, service, point] = /^([a-z-]+):(.+)$/.exec(text) ?? [];
  if (service && point) return { service, point };
  throw new Error(`TOLLGATE_CRASH_AT is "${text}"; it must be service:point, such as authorization:after-intent`);
};
