import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

// Programs by others that read what we write, or talk to us: each is installed once, where no root is needed, into a folder of the cache that is
// named after what is in it. Whatever fails there fails the test.

const cache = join(homedir(), '.cache/tollgate');

/** What a program printed. Throws, with what it said, where it fails. */
export const runProgram = (file: string, args: readonly string[], cwd?: string): string =>
  execFileSync(file, args, { encoding: 'utf8', maxBuffer: 268_435_456, cwd, stdio: ['ignore', 'pipe', 'pipe'] });

/** Makes a folder whole or not at all, however many want it at once: the first one that is done stays. */
const made = (name: string, contents: readonly string[], make: (folder: string) => void): string => {
  const fingerprint = createHash('sha256').update(contents.join()).digest('hex').slice(0, 12);
  const folder = join(cache, `${name}-${fingerprint}`);
  if (existsSync(folder)) return folder;
  const unfinished = `${folder}.${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  try {
    make(unfinished);
    renameSync(unfinished, folder);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
};

/** The folder of these packages of PyPI (`name==version`), which are installed without what they depend on. */
export const pythonPackages = (packages: readonly string[]): string =>
  made('readers-python', packages, (folder) => {
    const pip = ['-m', 'pip', 'install', '--quiet', '--no-deps', '--disable-pip-version-check', '--target', folder];
    runProgram('python3', [...pip, ...packages]);
  });

/** The folder in which these packages of Debian are unpacked; the lists of packages are fetched where there are none. */
export const debianPackages = (packages: readonly string[]): string =>
  made('readers-debian', packages, (target) => {
    const own = ['state', 'cache'].map((name) => join(target, name));
    for (const path of own) mkdirSync(join(path, 'lists/partial'), { recursive: true });
    const places = [`Dir::State=${own[0]}`, 'Dir::State::status=/var/lib/dpkg/status', `Dir::Cache=${own[1]}`];
    const apt = (...args: readonly string[]): string =>
      runProgram('apt-get', [...places.flatMap((place) => ['-o', place]), ...args], target);
    apt('update');
    apt('download', ...packages);
    const archives = readdirSync(target).filter((name) => name.endsWith('.deb'));
    if (archives.length !== packages.length)
      throw new Error(`Debian has ${archives.length} of ${packages.length} packages: ${archives}`);
    for (const archive of archives) runProgram('dpkg', ['-x', join(target, archive), target]);
  });
