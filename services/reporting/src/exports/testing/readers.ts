import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Programs by others that read what we write, at pinned versions: they are installed once into a folder that is named after
 *  them. Whatever fails there fails the test. */
const pythonPackages = [
  'ofxtools==1.1.1',
  'openpyxl==3.1.5',
  'et-xmlfile==2.0.0',
  'pypdf==6.1.0',
  'beancount==3.2.3',
  'click==8.5.1',
  'python-dateutil==2.9.0.post0',
  'six==1.17.0',
  'regex==2026.11.19',
  'mloda-community-german-ledger==0.11.0',
];

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
    run('python3', [
      '-m',
      'pip',
      'install',
      '--quiet',
      '--no-deps',
      '--disable-pip-version-check',
      '--target',
      folder,
      ...pythonPackages,
    ]);
  });

/** What a Python program answers, as JSON, that sees the file's path as `sys.argv[1]`. */
export const python = <T>(program: string, ...args: readonly string[]): T => {
  const text = `import sys, json\nsys.path.insert(0, ${JSON.stringify(pythonFolder())})\n${program}`;
  return JSON.parse(run('python3', ['-c', text, ...args])) as T;
};

/** A reader of DATEV batches, alone: what its package does with them afterwards needs a hundred megabytes more. */
export const datevReader = `
import importlib.util, types, glob
from unittest import mock
for name in ('pyarrow', 'mloda', 'mloda.provider'):
    sys.modules[name] = mock.MagicMock()
sys.modules['ledger'] = types.ModuleType('ledger')
sys.modules['ledger.reader'] = types.SimpleNamespace(_ORIGIN_COLUMN='origin', _ReaderJournal=object, _within=lambda *_: True)
spec = importlib.util.spec_from_file_location('ledger.datev', glob.glob(sys.path[0] + '/mloda/**/german_ledger/datev.py', recursive=True)[0])
datev = importlib.util.module_from_spec(spec)
sys.modules['ledger.datev'] = datev
spec.loader.exec_module(datev)
`;

/** Debian's hledger, unpacked where no root is needed; the lists of packages are fetched where there are none. */
const hledgerProgram = (): string => {
  const folder = made('readers-hledger', (target) => {
    const own = ['state', 'cache'].map((name) => join(target, name));
    for (const path of own) mkdirSync(join(path, 'lists/partial'), { recursive: true });
    const apt = (...args: readonly string[]): string =>
      run(
        'apt-get',
        ['-o', `Dir::State=${own[0]}`, '-o', 'Dir::State::status=/var/lib/dpkg/status', '-o', `Dir::Cache=${own[1]}`, ...args],
        target,
      );
    apt('update');
    apt('download', 'hledger');
    const archive = readdirSync(target).find((name) => name.endsWith('.deb'));
    if (archive === undefined) throw new Error('Debian has a package hledger');
    run('dpkg', ['-x', join(target, archive), target]);
  });
  return join(folder, 'usr/bin/hledger');
};

/** What hledger prints of the journal. Throws with what it says where it refuses the journal. */
export const hledger = (journal: string, ...args: readonly string[]): string => run(hledgerProgram(), ['-f', journal, ...args]);
