/** Every process of a stack, in one table: what it needs, where it listens, what it is told. `docker-compose.yml` says
 *  the same for
 *  containers, and a test compares the two. */

/** Ports count from the stack's base, so that two stacks with different bases never meet. */
export const portOffsets = {
  'gateway-ingress': 1,
  'tax-shipping': 2,
  fraud: 3,
  authorization: 4,
  'esd-delivery': 5,
  notifications: 6,
  reporting: 7,
  traces: 18,
  nats: 22,
  natsMonitor: 23,
  smtp: 25,
  mail: 26,
  postgres: 32,
  api: 43,
  downloads: 44,
  uploads: 46,
  exports: 47,
  storefront: 80,
  acquirer: 83,
  stripe: 84,
  s3: 90,
} as const;
export type PortName = keyof typeof portOffsets;

/** The keys of a stack: 32 random bytes each, in base64, one file each. */
export const keyFiles = {
  keyEncryption: 'key-encryption.key',
  lookup: 'lookup-hmac.key',
  vault: 'vault.key',
  link: 'link.key',
} as const;
export type KeyName = keyof typeof keyFiles;

/** What the table's rows are filled in from. */
export interface Runtime {
  /** The address that services and apps listen on. */
  readonly host: string;
  readonly dataDir: string;
  readonly logLevel: string;
  readonly natsUrl: string;
  readonly s3Url: string;
  readonly s3AccessKey: string;
  readonly s3SecretKeyFile: string;
  readonly traceEndpoint: string;
  readonly acquirer: AcquirerAddress;
  readonly stripe: StripeAccount;
  readonly downloadsUrl: string;
  readonly merchantId: string;
  readonly apiKeyFile: string;
  readonly centralUrl: string;
  /** As the shop reaches the API. */
  readonly apiUrl: string;
  readonly storefrontUrl: string;
  /** Of the demo user, who owns the demo merchant's store. */
  readonly userEmail: string;
  readonly userPasswordFile: string;
  port(name: PortName): number;
  keyFile(name: KeyName): string;
  tlsFile(name: 'ca.pem' | 'server.pem' | 'server.key'): string;
  postgresUrlFor(service: ServiceName): string;
}

/** The acquirer that authorization speaks to: the simulator, or one outside of the stack. */
export interface AcquirerAddress {
  readonly host: string;
  readonly port: number;
  /** Orders of the other mode never reach it. */
  readonly mode: 'test' | 'live';
}

/** The Stripe account of mode `test`: the simulator's, or a real one. */
export interface StripeAccount {
  readonly keyFile: string;
  /** Empty: Stripe's own address. */
  readonly url: string;
}

export const services = [
  'gateway-ingress',
  'tax-shipping',
  'fraud',
  'authorization',
  'esd-delivery',
  'notifications',
  'reporting',
] as const;
export type ServiceName = (typeof services)[number];
export type ServerName = 'postgres' | 'nats' | 'minio';
export type AppName = 'mail' | 'acquirer' | 'stripe' | 'traces' | 'storefront';
export type ProcessName = ServiceName | ServerName | AppName;

export interface Row {
  readonly name: ProcessName;
  readonly kind: 'server' | 'app' | 'service';
  /** What must be ready before it starts. */
  readonly needs: readonly ProcessName[];
  readonly ports: readonly PortName[];
  /** Where readiness shows: an HTTP path that answers 2xx, or, without a path, a port that accepts connections. */
  readonly ready: { readonly port: PortName; readonly path?: string };
  /** Where it shows that it turns, by HTTP; a process that stays silent there is ended and started again. */
  readonly live?: { readonly port: PortName; readonly path: string };
  /** The program, from the root of the working copy; servers have none, they are found. */
  readonly program?: string;
  /** Flags for Node itself, such as the size of its young generation. */
  readonly nodeFlags: readonly string[];
  readonly environment: (runtime: Runtime) => Readonly<Record<string, string>>;
}

const nothing = () => ({});

/** Left to itself, V8 lets seven services grow to 2 GB before it tidies up. Its young generation must hold what the
 *  orders under way need, or they are copied again and again and end up in the old one, which is dear to tidy: with 8 MB
 *  a quarter of the CPU of the services that know an order for long went there, measured at 64 connections. The old
 *  generation is tidied once it has grown by 30 %: so all seven stay within 1.4 GB. */
const heap = (youngMb: number): readonly string[] => [
  `--min-semi-space-size=${youngMb}`,
  `--max-semi-space-size=${youngMb}`,
  '--heap-growing-percent=30',
];

const server = (name: ServerName, ports: readonly PortName[], health: Pick<Row, 'ready'>): Row => ({
  name,
  kind: 'server',
  needs: [],
  ports,
  ...health,
  nodeFlags: [],
  environment: nothing,
});

const app = (name: AppName, folder: string, row: Pick<Row, 'ports' | 'ready' | 'live' | 'environment'>): Row => ({
  name,
  kind: 'app',
  needs: [],
  program: `apps/${folder}/dist/main.js`,
  nodeFlags: heap(4),
  ...row,
});

interface ServiceRow {
  readonly needs?: readonly ProcessName[];
  readonly ports?: readonly PortName[];
  readonly environment?: Row['environment'];
  /** Megabytes of each half of the young generation; default 4. */
  readonly youngMb?: number;
}

/** What every service is told, and what this one is told beside it. */
const service = (name: ServiceName, { needs = [], ports = [], environment = nothing, youngMb = 4 }: ServiceRow = {}): Row => ({
  name,
  kind: 'service',
  needs: ['postgres', 'nats', ...needs],
  ports: [name, ...ports],
  ready: { port: name, path: '/health/ready' },
  live: { port: name, path: '/health/live' },
  program: `services/${name}/dist/main.js`,
  nodeFlags: heap(youngMb),
  environment: (runtime) => ({
    TOLLGATE_SERVICE: name,
    MALLOC_ARENA_MAX: '2', // glibc keeps an arena per thread otherwise, and gives little back
    TOLLGATE_POSTGRES_URL: runtime.postgresUrlFor(name),
    TOLLGATE_NATS_URL: runtime.natsUrl,
    TOLLGATE_LISTEN_HOST: runtime.host,
    TOLLGATE_HEALTH_PORT: String(runtime.port(name)),
    TOLLGATE_LOG_LEVEL: runtime.logLevel,
    TOLLGATE_DATA: runtime.dataDir,
    OTEL_EXPORTER_OTLP_ENDPOINT: runtime.traceEndpoint,
    ...environment(runtime),
  }),
});

const tls = (runtime: Runtime) => ({
  TOLLGATE_TLS_CERT_FILE: runtime.tlsFile('server.pem'),
  TOLLGATE_TLS_KEY_FILE: runtime.tlsFile('server.key'),
});

export const table: readonly Row[] = [
  server('postgres', ['postgres'], { ready: { port: 'postgres' } }),
  server('nats', ['nats', 'natsMonitor'], { ready: { port: 'natsMonitor', path: '/healthz' } }),
  server('minio', ['s3'], { ready: { port: 's3', path: '/minio/health/ready' } }),
  app('mail', 'mail-catcher', {
    ports: ['smtp', 'mail'],
    ready: { port: 'mail', path: '/readyz' },
    live: { port: 'mail', path: '/readyz' },
    environment: (runtime) => ({
      TOLLGATE_LISTEN_HOST: runtime.host,
      TOLLGATE_SMTP_PORT: String(runtime.port('smtp')),
      TOLLGATE_MAIL_PORT: String(runtime.port('mail')),
      TOLLGATE_MAIL_JOURNAL: `${runtime.dataDir}/mail.jsonl`,
    }),
  }),
  app('acquirer', 'acquirer-simulator', {
    ports: ['acquirer'],
    ready: { port: 'acquirer' },
    environment: (runtime) => ({
      TOLLGATE_ACQUIRER_HOST: runtime.host,
      TOLLGATE_ACQUIRER_PORT: String(runtime.port('acquirer')),
      TOLLGATE_ACQUIRER_JOURNAL: `${runtime.dataDir}/acquirer.jsonl`,
    }),
  }),
  app('stripe', 'stripe-simulator', {
    ports: ['stripe'],
    ready: { port: 'stripe' },
    environment: (runtime) => ({
      TOLLGATE_STRIPE_SIMULATOR_HOST: runtime.host,
      TOLLGATE_STRIPE_SIMULATOR_PORT: String(runtime.port('stripe')),
      TOLLGATE_STRIPE_SIMULATOR_JOURNAL: `${runtime.dataDir}/stripe.jsonl`,
    }),
  }),
  app('traces', 'trace-viewer', {
    ports: ['traces'],
    ready: { port: 'traces', path: '/readyz' },
    live: { port: 'traces', path: '/readyz' },
    environment: (runtime) => ({ TOLLGATE_LISTEN_HOST: runtime.host, TOLLGATE_TRACES_PORT: String(runtime.port('traces')) }),
  }),
  service('gateway-ingress', {
    youngMb: 64,
    ports: ['api'],
    environment: (runtime) => ({
      ...tls(runtime),
      TOLLGATE_API_PORT: String(runtime.port('api')),
      TOLLGATE_DOWNLOADS_URL: runtime.downloadsUrl,
      TOLLGATE_KEY_ENCRYPTION_KEY_FILE: runtime.keyFile('keyEncryption'),
      TOLLGATE_LOOKUP_KEY_FILE: runtime.keyFile('lookup'),
      TOLLGATE_LINK_KEY_FILE: runtime.keyFile('link'),
      TOLLGATE_DEMO_MERCHANT_ID: runtime.merchantId,
      TOLLGATE_DEMO_API_KEY_FILE: runtime.apiKeyFile,
      TOLLGATE_CENTRAL_URL: runtime.centralUrl,
      TOLLGATE_CENTRAL_DIR: 'apps/central/dist',
      TOLLGATE_TLS_CA_FILE: runtime.tlsFile('ca.pem'),
      TOLLGATE_TRACES_URL: `http://127.0.0.1:${runtime.port('traces')}`,
      TOLLGATE_DEMO_USER_EMAIL: runtime.userEmail,
      TOLLGATE_DEMO_USER_PASSWORD_FILE: runtime.userPasswordFile,
    }),
  }),
  service('tax-shipping'),
  service('fraud'),
  service('authorization', {
    youngMb: 32,
    needs: ['acquirer', 'stripe'],
    environment: ({ acquirer, stripe, keyFile }) => ({
      TOLLGATE_ACQUIRER_HOST: acquirer.host,
      TOLLGATE_ACQUIRER_PORT: String(acquirer.port),
      TOLLGATE_ACQUIRER_MODE: acquirer.mode,
      TOLLGATE_STRIPE_TEST_KEY_FILE: stripe.keyFile,
      ...(stripe.url === '' ? {} : { TOLLGATE_STRIPE_URL: stripe.url }),
      TOLLGATE_VAULT_KEY_FILE: keyFile('vault'),
    }),
  }),
  service('esd-delivery', {
    needs: ['minio'],
    ports: ['downloads', 'uploads'],
    environment: (runtime) => ({
      ...tls(runtime),
      TOLLGATE_DOWNLOADS_PORT: String(runtime.port('downloads')),
      TOLLGATE_UPLOADS_PORT: String(runtime.port('uploads')),
      TOLLGATE_DOWNLOADS_URL: runtime.downloadsUrl,
      TOLLGATE_DOWNLOADS_CACHE_DIR: `${runtime.dataDir}/downloads-cache`,
      TOLLGATE_S3_URL: runtime.s3Url,
      TOLLGATE_S3_ACCESS_KEY: runtime.s3AccessKey,
      TOLLGATE_S3_SECRET_KEY_FILE: runtime.s3SecretKeyFile,
      TOLLGATE_LINK_KEY_FILE: runtime.keyFile('link'),
    }),
  }),
  service('notifications', {
    youngMb: 32,
    needs: ['mail'],
    environment: (runtime) => ({
      TOLLGATE_SMTP_URL: `smtp://${runtime.host}:${runtime.port('smtp')}`,
      TOLLGATE_DOWNLOADS_URL: runtime.downloadsUrl,
      TOLLGATE_KEY_ENCRYPTION_KEY_FILE: runtime.keyFile('keyEncryption'),
      TOLLGATE_LINK_KEY_FILE: runtime.keyFile('link'),
      TOLLGATE_ALLOW_LOCAL_WEBHOOKS: '1',
    }),
  }),
  app('storefront', 'storefront', {
    ports: ['storefront'],
    ready: { port: 'storefront' },
    environment: (runtime) => ({
      ...tls(runtime),
      TOLLGATE_LISTEN_HOST: runtime.host,
      TOLLGATE_STOREFRONT_PORT: String(runtime.port('storefront')),
      TOLLGATE_STOREFRONT_URL: runtime.storefrontUrl,
      TOLLGATE_API_URL: runtime.apiUrl,
      TOLLGATE_API_KEY_FILE: runtime.apiKeyFile,
      TOLLGATE_TLS_CA_FILE: runtime.tlsFile('ca.pem'),
    }),
  }),
  service('reporting', {
    youngMb: 8,
    ports: ['exports'],
    environment: (runtime) => ({ TOLLGATE_EXPORTS_PORT: String(runtime.port('exports')) }),
  }),
];
