import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';

const mark = 'TOLLGATE_CHAOS_MOUNTS';

/** Whether what this process mounts is seen by itself and its children only, and gone with the last of them. */
export const ownsItsMounts = (): boolean => process.env[mark] === 'own';

/** Whether the kernel lets us have mounts of our own, and loop devices for them. */
const canMount = (): boolean =>
  process.getuid?.() === 0 &&
  spawnSync('unshare', ['--mount', 'sh', '-c', 'losetup --find && command -v mkfs.ext4 fallocate perl'], { stdio: 'ignore' })
    .status === 0;

/** Runs this program again, with the same arguments, where it may mount. Answers its exit code; undefined where that
 *  is not possible, or where this is that second run: then the caller goes on itself. */
export const inOwnNamespace = async (): Promise<number | undefined> => {
  if (ownsItsMounts() || !canMount()) return undefined;
  const child = spawn(
    'unshare',
    ['--mount', '--propagation', 'private', process.execPath, ...process.execArgv, ...process.argv.slice(1)],
    {
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
      env: { ...process.env, [mark]: 'own' },
    },
  );
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  const [code] = (await once(child, 'exit')) as [number | null];
  return code ?? 1;
};
