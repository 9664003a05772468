import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Programs by others that read what we write, at pinned versions: they are installed once into a folder that is named after
 *  them. Whatever fails there fails the test. */
const pythonPackages = ['ofxtools==1.1.1', 'beancount==3.2.3', 'openpyxl==3.1.5', 'pypdf==6.1.0'];

const cache = join(homedir(), '.cache/tollgate');

/** Makes a folder whole or not at all, however many want it at once: the first one that is done stays. */
const made = (name: string, make: (folder: string) => void): string => {
  const folder = join(cache, name);
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

const run = (file: string, args: readonly string[], cwd?: string): string =>
  execFileSync(file, args, { encoding: 'utf8', maxBuffer: 268_435_456, cwd, stdio: ['ignore', 'pipe', 'pipe'] });

const fingerprint = (texts: readonly string[]): string => createHash('sha256').update(texts.join()).digest('hex').slice(0, 12);

const pythonFolder = (): string =>
  made(`readers-python-${fingerprint(pythonPackages)}`, (folder) => {
    run('python3', ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--target', folder, ...pythonPackages]);
  });

/** What a Python program answers, as JSON, that sees the file's path as `sys.argv[1]`. */
export const python = <T>(program: string, ...args: readonly string[]): T => {
  const text = `import sys, json\nsys.path.insert(0, ${JSON.stringify(pythonFolder())})\n${program}`;
  return JSON.parse(run('python3', ['-c', text, ...args])) as T;
};

/** Debian's hledger, unpacked where no root is needed. */
const hledgerProgram = (): string => {
  const folder = made('readers-hledger', (target) => {
    run('apt-get', ['download', 'hledger'], target);
    const archive = readdirSync(target).find((name) => name.endsWith('.deb'));
    if (archive === undefined) throw new Error('Debian has a package hledger');
    run('dpkg', ['-x', join(target, archive), target]);
  });
  return join(folder, 'usr/bin/hledger');
};

/** What hledger prints of the journal. Throws with what it says where it refuses the journal. */
export const hledger = (journal: string, ...args: readonly string[]): string => run(hledgerProgram(), ['-f', journal, ...args]);
