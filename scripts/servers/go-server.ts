import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { withClaim } from './claim.ts';
import { renameDurably, sync } from './durable.ts';
import { cacheDir, rootDir } from './paths.ts';
import { runToEnd } from './process-group.ts';

/** A server that is built from Go source; its version is pinned by `go.mod`, its content by `go.sum`. */
export interface GoServer {
  readonly name: string;
  readonly module: string;
  /** Its program within the module, where that is not the module itself. */
  readonly program?: string;
  readonly moduleDir: string;
  /** The environment variable by which a running server takes the place of a started one. */
  readonly urlVariable: string;
  readonly buildTakes: string;
}

export const natsServer: GoServer = {
  name: 'nats-server',
  module: 'github.com/nats-io/nats-server/v2',
  moduleDir: join(rootDir, 'deploy/tools/nats'),
  urlVariable: 'TOLLGATE_NATS_URL',
  buildTakes: 'about a minute',
};

export const minioServer: GoServer = {
  name: 'minio',
  module: 'github.com/minio/minio',
  moduleDir: join(rootDir, 'deploy/tools/minio'),
  urlVariable: 'TOLLGATE_S3_URL',
  buildTakes: 'four to eight minutes',
};

/** Stripe's own mock server: it validates requests against Stripe's API description and keeps no state. Tests alone use
 *  it. */
export const stripeMock: GoServer = {
  name: 'stripe-mock',
  module: 'github.com/stripe/stripe-mock',
  moduleDir: join(rootDir, 'deploy/tools/stripe-mock'),
  urlVariable: 'TOLLGATE_STRIPE_MOCK_URL',
  buildTakes: 'half a minute',
};

/** A second S3 server, beside MinIO: what the store of files rests on has to hold on both. Tests alone use it. */
export const versitygwServer: GoServer = {
  name: 'versitygw',
  module: 'github.com/versity/versitygw',
  program: 'cmd/versitygw',
  moduleDir: join(rootDir, 'deploy/tools/versitygw'),
  urlVariable: 'TOLLGATE_SECOND_S3_URL',
  buildTakes: 'two to four minutes',
};

/** Says what is being waited for, in words for the console. */
export type Progress = (step: string) => void;

/** The program on the PATH, or in the cache, or built into the cache now. */
export const findGoServer = async (server: GoServer, progress: Progress): Promise<string> =>
  onPath(server.name) ?? (await inCache(server, progress));

export const pinnedVersion = ({ module, moduleDir }: GoServer): string => {
  const line = readFileSync(join(moduleDir, 'go.mod'), 'utf8')
    .split('\n')
    .find((text) => text.trim().startsWith(`${module} v`));
  const version = line?.trim().split(/\s+/)[1];
  if (!version) throw new Error(`${moduleDir}/go.mod names no version of ${module}`);
  return version;
};

const onPath = (program: string): string | undefined =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .filter(Boolean)
    .map((folder) => join(folder, program))
    .find((file) => existsSync(file));

const inCache = async (server: GoServer, progress: Progress): Promise<string> => {
  const folder = join(cacheDir(), 'bin');
  const file = join(folder, `${server.name}-${pinnedVersion(server)}`);
  if (existsSync(file)) return file;
  mkdirSync(folder, { recursive: true });
  await withClaim(
    { folder, purpose: `build-${server.name}` },
    () => progress('is being built by another start; waiting for it'),
    async () => {
      if (!existsSync(file)) await build(server, file, progress);
    },
  );
  return file;
};

const build = async (server: GoServer, file: string, progress: Progress): Promise<void> => {
  const go = onPath('go') ?? (existsSync('/usr/local/go/bin/go') ? '/usr/local/go/bin/go' : undefined);
  if (!go) {
    throw new Error(
      `${server.name} is not on this machine and there is no Go to build it with. Install Go 1.26 or later (https://go.dev/dl), ` +
        `or put ${server.name} on the PATH, or set ${server.urlVariable}.`,
    );
  }
  progress(`is being built (${pinnedVersion(server)}), once; this takes ${server.buildTakes}`);
  const draft = `${file}.${process.pid}.draft`;
  try {
    await compile({ go, draft }, server, progress);
    sync(draft);
    renameDurably(draft, file);
  } finally {
    rmSync(draft, { force: true });
  }
};

const packageOf = ({ module, program }: GoServer): string => (program === undefined ? module : `${module}/${program}`);

const compile = async (
  { go, draft }: { readonly go: string; readonly draft: string },
  server: GoServer,
  progress: Progress,
): Promise<void> => {
  // -v names each package as it is compiled: the only sign of life that the Go tool gives.
  const args = ['build', '-mod=readonly', '-trimpath', '-v', '-ldflags=-s -w', '-o', draft, packageOf(server)];
  const env = process.env as Readonly<Record<string, string>>;
  let packageCount = 0;
  await runToEnd({ file: go, args, cwd: server.moduleDir, env }, (text) => {
    packageCount += text.split('\n').length - 1;
    progress(`is being built: ${packageCount} packages, ${(text.trim().split('\n').at(-1) ?? '').slice(0, 60)}`);
  });
};
