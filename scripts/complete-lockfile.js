/** Adds to `package-lock.json` the optional packages of other platforms that npm left out.
 *
 *  Where a registry lacks one of them, `npm install` drops it from the lockfile without a word, and `npm ci` then
 *  refuses the lockfile
 *  everywhere. Run it after each change of the lockfile; the entries stay through later installs. Safe to repeat. */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const file = join(dirname(fileURLToPath(import.meta.url)), '..', 'package-lock.json');
const systems = ['android', 'darwin', 'win32', 'windows', 'freebsd', 'openharmony', 'openbsd', 'netbsd', 'sunos', 'aix', 'linux'];
const processors = ['arm64', 'x64', 'ia32', 's390x', 'ppc64', 'riscv64', 'loong64', 'mips64el', 'arm'];

const lock = JSON.parse(readFileSync(file, 'utf8'));
const { packages } = lock;

/** Whether the package at `path` finds `name`, in its own folder or in one above, as Node does. */
const isFound = (path, name) => {
  for (let at = path; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    if (packages[at === '' ? `node_modules/${name}` : `${at}/node_modules/${name}`]) return true;
    if (at === '') return false;
  }
};

const entryFor = (name, range, isDevelopment) => {
  const system = systems.find((word) => name.includes(word));
  const processor = processors.find((word) => name.includes(word));
  if (!system && !processor) return undefined;
  return {
    version: range.replace(/^[\^~]/, ''),
    ...(processor && { cpu: [processor] }),
    ...(name.includes('musl') && { libc: ['musl'] }),
    ...(isDevelopment && { dev: true }),
    optional: true,
    ...(system && { os: [system === 'windows' ? 'win32' : system] }),
  };
};

let addedCount = 0;
for (const [path, { optionalDependencies = {}, dev }] of Object.entries(packages)) {
  for (const [name, range] of Object.entries(optionalDependencies)) {
    const entry = isFound(path, name) ? undefined : entryFor(name, range, dev);
    if (!entry) continue;
    packages[`node_modules/${name}`] = entry;
    addedCount++;
  }
}
if (addedCount > 0) {
  const [root, ...rest] = Object.entries(packages);
  lock.packages = Object.fromEntries([root, ...rest.sort(([a], [b]) => (a < b ? -1 : 1))]);
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
}
process.stdout.write(`${addedCount} entries added to package-lock.json\n`);
