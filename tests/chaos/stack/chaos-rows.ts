import { type Row, table } from '../../../scripts/supervisor/table.ts';

/** The servers that services reach through a fault proxy. */
export const proxied = ['postgres', 'nats', 'store', 'acquirer', 'smtp'] as const;
export type Proxied = (typeof proxied)[number];

/** How the services of a stack under chaos differ from those of any other. */
export interface ChaosWiring {
  /** Where each proxy listens. */
  readonly ports: Readonly<Record<Proxied, number>>;
  /** libfaketime, and the file that says how far the services' clocks are off; undefined: they are right. */
  readonly clock?: { readonly library: string; readonly file: string } | undefined;
}

/** The variables of a service's environment that hold the address of a server behind a proxy. */
const addresses: Readonly<Record<string, Proxied>> = {
  TOLLGATE_POSTGRES_URL: 'postgres',
  TOLLGATE_NATS_URL: 'nats',
  TOLLGATE_S3_URL: 'store',
  TOLLGATE_ACQUIRER_PORT: 'acquirer',
  TOLLGATE_SMTP_URL: 'smtp',
};

const throughProxy = (address: string, port: number): string => {
  if (/^\d+$/.test(address)) return String(port);
  const url = new URL(address);
  url.port = String(port);
  return url.href;
};

/** The clock is read anew every second; what measures spans of time goes on as it is. Source: libfaketime's README. */
const clockOf = ({ clock }: ChaosWiring): Readonly<Record<string, string>> =>
  clock === undefined
    ? {}
    : {
        LD_PRELOAD: clock.library,
        FAKETIME_TIMESTAMP_FILE: clock.file,
        FAKETIME_CACHE_DURATION: '1',
        FAKETIME_DONT_FAKE_MONOTONIC: '1',
      };

/** All customers of a run come from one address. */
const limits = { TOLLGATE_DOWNLOADS_REQUESTS_PER_MINUTE: '100000' };

const rewired = (environment: Readonly<Record<string, string>>, wiring: ChaosWiring): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(environment).map(([name, value]) => {
      const server = addresses[name];
      return [name, server === undefined ? value : throughProxy(value, wiring.ports[server])];
    }),
  );

/** The table of all processes, its services wired through the proxies and with a clock that can be put off. */
export const chaosRows = (wiring: ChaosWiring): readonly Row[] =>
  table.map((row) =>
    row.kind === 'service'
      ? { ...row, environment: (runtime) => ({ ...rewired(row.environment(runtime), wiring), ...limits, ...clockOf(wiring) }) }
      : row,
  );
