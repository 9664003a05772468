import { portOffsets, type Runtime, table } from '../../../scripts/supervisor/table.ts';
import { type ChaosWiring, chaosRows, proxied } from './chaos-rows.ts';

const port = (name: keyof typeof portOffsets): number => 20_000 + portOffsets[name];
const runtime: Runtime = {
  host: '127.0.0.1',
  dataDir: '/data',
  logLevel: 'info',
  natsUrl: `nats://token@127.0.0.1:${port('nats')}`,
  s3Url: `http://127.0.0.1:${port('s3')}`,
  s3AccessKey: 'key',
  s3SecretKeyFile: '/s3',
  traceEndpoint: '',
  acquirer: { host: '127.0.0.1', port: port('acquirer'), mode: 'test' },
  stripe: { keyFile: '/stripe', url: '' },
  downloadsUrl: '',
  merchantId: 'mer_demo',
  apiKeyFile: '/api',
  centralUrl: '',
  apiUrl: '',
  storefrontUrl: '',
  userEmail: '',
  userPasswordFile: '',
  port,
  keyFile: (name) => name,
  tlsFile: (name) => name,
  postgresUrlFor: (service) => `postgres://${service}:secret@127.0.0.1:${port('postgres')}/tollgate`,
};
const ports = { postgres: 30_001, nats: 30_002, store: 30_003, acquirer: 30_004, smtp: 30_005 };
const environments = (wiring: ChaosWiring) =>
  new Map(chaosRows(wiring).map((row) => [row.name, row.environment(runtime)] as const));

describe('a stack under chaos', () => {
  const wired = environments({ ports });
  const services = table.filter(({ kind }) => kind === 'service');
  const textOf = (name: (typeof table)[number]['name']) => JSON.stringify(wired.get(name));

  it('lets no service reach a server but through its proxy', () => {
    const direct = ['postgres', 'nats', 's3', 'acquirer', 'smtp'] as const;
    for (const { name } of services)
      for (const server of direct)
        expect([name, server, textOf(name).includes(String(port(server)))]).toEqual([name, server, false]);
  });

  it('has every proxy used', () => {
    const all = services.map(({ name }) => textOf(name)).join();
    for (const server of proxied) expect([server, all.includes(String(ports[server]))]).toEqual([server, true]);
  });

  it('leaves user, password, database and all else as they were', () => {
    expect(wired.get('fraud')?.TOLLGATE_POSTGRES_URL).toBe('postgres://fraud:secret@127.0.0.1:30001/tollgate');
    expect(wired.get('fraud')?.TOLLGATE_NATS_URL).toBe('nats://token@127.0.0.1:30002');
    expect(wired.get('mail')).toEqual(table.find(({ name }) => name === 'mail')?.environment(runtime));
  });

  it('puts off the clocks of services, and of nothing else', () => {
    const clocked = environments({ ports, clock: { library: '/faketime.so', file: '/clock' } });
    for (const { name, kind } of table)
      expect(clocked.get(name)?.LD_PRELOAD).toBe(kind === 'service' ? '/faketime.so' : undefined);
  });
});
