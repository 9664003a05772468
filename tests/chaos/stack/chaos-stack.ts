// The stack that faults befall: its servers behind proxies, its databases on volumes of their own, its services' clocks
// in our hands.
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { FaultProxy } from '@tollgate/testing';
import { portOffsets } from '../../../scripts/supervisor/table.ts';
import { freePortBase, type RunningStack, startStack } from '../../stack.ts';
import { type ChaosWiring, type Proxied, proxied } from './chaos-rows.ts';
import { findFaketime, ServiceClocks } from './clock.ts';
import { ownsItsMounts } from './namespace.ts';
import { postgresWithFlags } from './postgres-flags.ts';
import { Volume } from './volume.ts';

export interface ChaosStack extends RunningStack {
  /** The run's: the data folder lies in it, beside what the stack does not know of. */
  readonly folder: string;
  readonly proxies: Readonly<Record<Proxied, FaultProxy>>;
  /** Undefined where nothing can be mounted. */
  readonly volumes: { readonly postgres: Volume; readonly nats: Volume } | undefined;
  /** Undefined where libfaketime is not installed. */
  readonly clocks: ServiceClocks | undefined;
}

export interface ChaosStackOptions {
  /** Empty, and reachable for every user: PostgreSQL's own one has to walk through it. */
  readonly folder: string;
  /** Beside those that Postgres is always started with; what stands here counts. For negative controls. */
  readonly postgresFlags?: readonly string[];
}

/** Ports of the stack's hundred that no process has. */
const firstProxyOffset = 60;
const servers: Readonly<Record<Proxied, keyof typeof portOffsets>> = {
  postgres: 'postgres',
  nats: 'nats',
  store: 's3',
  acquirer: 'acquirer',
  smtp: 'smtp',
};
const postgresMb = 3_072;
const natsMb = 1_024;

const portBaseOf = async (): Promise<number> => Number(process.env.TOLLGATE_PORT_BASE ?? '') || freePortBase();

const openProxies = async (portBase: number): Promise<Readonly<Record<Proxied, FaultProxy>>> => {
  const open = proxied.map(async (name, index) => {
    const target = `tcp://127.0.0.1:${portBase + portOffsets[servers[name]]}`;
    return [name, await FaultProxy.before(target, { port: portBase + firstProxyOffset + index })] as const;
  });
  return Object.fromEntries(await Promise.all(open)) as Record<Proxied, FaultProxy>;
};

/** Postgres makes its folder by renaming a draft of it, so that lies below the mount; NATS is content with the mount
 *  itself. */
const openVolumes = async (folder: string, dataDir: string) => {
  if (!ownsItsMounts()) return undefined;
  const mounted = join(dataDir, 'volumes/postgres');
  const postgres = await Volume.open(join(folder, 'postgres.img'), mounted, postgresMb);
  symlinkSync(join(mounted, 'cluster'), join(dataDir, 'postgres'));
  return { postgres, nats: await Volume.open(join(folder, 'nats.img'), join(dataDir, 'nats'), natsMb) };
};

/** Resolves when the stack is ready and seeded. */
export const startChaosStack = async ({ folder, postgresFlags = [] }: ChaosStackOptions): Promise<ChaosStack> => {
  const dataDir = join(folder, 'data');
  mkdirSync(dataDir, { mode: 0o755 });
  const portBase = await portBaseOf();
  const proxies = await openProxies(portBase);
  const volumes = await openVolumes(folder, dataDir);
  const library = findFaketime();
  const clocks = library === undefined ? undefined : new ServiceClocks(library, join(dataDir, 'clock'));
  const ports = Object.fromEntries(proxied.map((name) => [name, proxies[name].port])) as Record<Proxied, number>;
  const wiring: ChaosWiring = { ports, clock: clocks && { library: clocks.library, file: clocks.file } };
  const stack = await startStack({
    portBase,
    dataDir,
    program: join(import.meta.dirname, 'supervise.ts'),
    environment: {
      TOLLGATE_CHAOS_WIRING: JSON.stringify(wiring),
      ...(postgresFlags.length > 0 && { PATH: await postgresWithFlags(folder, postgresFlags) }),
    },
  });
  return {
    ...stack,
    folder,
    proxies,
    volumes,
    clocks,
    stop: async () => {
      await stack.stop();
      await Promise.all(proxied.map((name) => proxies[name].close()));
      await volumes?.postgres.unmount();
      await volumes?.nats.unmount();
    },
  };
};
