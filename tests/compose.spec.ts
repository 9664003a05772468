import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { rootDir } from '../scripts/servers/paths.ts';
import { portOffsets, type Row, type Runtime, table } from '../scripts/supervisor/table.ts';

interface ComposeService {
  readonly build?: { readonly dockerfile: string };
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly ports?: readonly string[];
  readonly depends_on?: Readonly<Record<string, unknown>>;
  readonly secrets?: readonly string[];
}

const read = (path: string) => readFileSync(join(rootDir, path), 'utf8');
const compose = parse(read('docker-compose.yml'), { merge: true });
const services = compose.services as Readonly<Record<string, ComposeService>>;
const serviceOf = (row: Row): ComposeService => services[row.name] ?? {};

const defaultBase = 7400;
const preparation = 'prepare-database';

/** A stack as the containers see it: by name instead of by loopback address. */
const runtime: Runtime = {
  host: '0.0.0.0',
  dataDir: '/data',
  logLevel: 'info',
  natsUrl: '',
  s3Url: '',
  s3AccessKey: 'tollgate',
  s3SecretKeyFile: '',
  traceEndpoint: '',
  acquirer: { host: 'acquirer', port: defaultBase + portOffsets.acquirer, mode: 'test' },
  stripe: { keyFile: '', url: 'http://stripe' },
  downloadsUrl: `https://localhost:${defaultBase + portOffsets.downloads}`,
  apiUrl: `https://gateway-ingress:${defaultBase + portOffsets.api}`,
  storefrontUrl: `https://localhost:${defaultBase + portOffsets.storefront}`,
  merchantId: 'mer_demo',
  apiKeyFile: '',
  centralUrl: `https://localhost:${defaultBase + portOffsets.api}/central`,
  userEmail: 'owner@demo.example',
  userPasswordFile: '',
  port: (name) => defaultBase + portOffsets[name],
  keyFile: () => '',
  tlsFile: () => '',
  postgresUrlFor: () => '',
};

const programsOf = (kind: Row['kind']) => table.filter((row) => row.kind === kind);
const withPrograms = [...programsOf('app'), ...programsOf('service')];

describe('docker-compose.yml', () => {
  const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(
    JSON.parse(read('tests/vendor/compose-spec/compose-spec.json')),
  );

  it('is a valid Compose file', () => {
    validate(compose);
    expect(validate.errors).toBeNull();
  });

  it('would not be valid with a misspelt word', () => {
    expect(validate({ ...compose, services: { ...services, nats: { ...services.nats, depends: ['postgres'] } } })).toBe(false);
  });

  it('has the processes of the supervisor, and the preparation that the supervisor does itself', () =>
    expect(Object.keys(services).sort()).toEqual([...table.map((row) => row.name), preparation].sort()));

  it.each(table)('publishes the ports of $name', (row) => {
    const published = (serviceOf(row).ports ?? []).map((port) => port.split(':').slice(-2));
    const expected = row.ports.map((name) => String(runtime.port(name)));
    expect(published).toEqual(expected.map((port) => [port, port]));
  });

  it.each(withPrograms)('tells $name the same variables', (row) =>
    expect(Object.keys(serviceOf(row).environment ?? {}).sort()).toEqual(Object.keys(row.environment(runtime)).sort()),
  );

  it.each(withPrograms)('tells $name the same ports and names', (row) => {
    const own = row.environment(runtime);
    const result = serviceOf(row).environment ?? {};
    for (const name of Object.keys(own).filter((variable) =>
      /_PORT$|^TOLLGATE_(SERVICE|DOWNLOADS_URL|CENTRAL_URL|STOREFRONT_URL|API_URL|DEMO_MERCHANT_ID|DEMO_USER_EMAIL|ACQUIRER_MODE)$/.test(
        variable,
      ),
    )) {
      expect([name, result[name]]).toEqual([name, own[name]]);
    }
  });

  it.each(table)('starts $name after what it needs', (row) => {
    const needed = row.needs.includes('postgres') ? [...row.needs, preparation] : row.needs;
    expect(Object.keys(serviceOf(row).depends_on ?? {}).sort()).toEqual([...needed].sort());
  });

  it.each(withPrograms)('gives $name exactly the secrets that its variables name', (row) => {
    const named = Object.values(serviceOf(row).environment ?? {}).flatMap(
      (value) => /^\/run\/secrets\/(.+)$/.exec(value)?.[1] ?? [],
    );
    expect([...(serviceOf(row).secrets ?? [])].sort()).toEqual(named.sort());
    for (const name of named) expect(compose.secrets[name]).toBeDefined();
  });

  it('publishes nothing but the API and the downloads beyond this machine', () => {
    const open = Object.values(services).flatMap(({ ports = [] }) => ports.filter((port) => !port.startsWith('127.0.0.1:')));
    expect(open).toEqual(['7443:7443', '7444:7444']);
  });
});

describe('Containerfiles', () => {
  it('exist for everything that is built', () => {
    for (const { build } of Object.values(services)) if (build) expect(existsSync(join(rootDir, build.dockerfile))).toBe(true);
  });

  it.each(withPrograms)('run the program of $name with its flags, and differ in nothing else', (row) => {
    const file = serviceOf(row).build?.dockerfile ?? '';
    const name = file.replace(/^deploy\/containers\/(.+)\.Containerfile$/, '$1');
    const model = read('deploy/containers/reporting.Containerfile')
      .replace('# reporting.', `# ${name}.`)
      .replace(/^CMD .*$/m, `CMD [${['node', ...row.nodeFlags, row.program].map((word) => `"${word}"`).join(', ')}]`);
    expect(read(file)).toBe(model);
  });
});
