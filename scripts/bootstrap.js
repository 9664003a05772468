/** Where every npm script begins: makes the working copy ready, then hands over to the command's own program on Node
 *  24.
 *
 *  Plain JavaScript without a dependency, because it runs before anything is installed, on whatever Node the machine
 *  has (18 or later).
 *  What it makes ready: the packages, when the lockfile changed; the contracts' code, when `proto/` changed; the
 *  build; Central's pages, when they changed. */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const rootDir = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const binDir = join(rootDir, 'node_modules', '.bin');
const oldestNode = 18;
const wantedNode = 24;

/** Where each command's program lies. */
const programs = {
  start: 'scripts/supervisor/main.ts',
  test: 'scripts/commands/test.ts',
  check: 'scripts/commands/check.ts',
  generate: 'scripts/commands/generate.ts',
  compose: 'scripts/commands/compose.ts',
  seed: 'scripts/commands/seed.ts',
  clients: 'scripts/commands/clients.ts',
  bench: 'tests/bench/bench.ts',
  chaos: 'tests/chaos/chaos.ts',
  simulate: 'tests/simulation/simulate.ts',
};

/** What a newcomer asks first is answered before anything is installed. */
const helpFiles = { start: 'scripts/supervisor/help.txt' };

const parentCheckMs = 500;
const running = { child: undefined };

const main = async () => {
  endWithNpm();
  endOnSignal();
  // A terminal that was closed, or a full disk: what is started here goes on, or is ended, as without an output.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  const [command = '', ...args] = process.argv.slice(2);
  const nodeMajor = Number.parseInt(process.versions.node, 10);
  if (nodeMajor < oldestNode)
    fail(`Tollgate needs Node ${oldestNode} or later to install itself; this is ${process.version}. See https://nodejs.org`);
  if (!Object.hasOwn(programs, command)) fail(`usage: node scripts/bootstrap.js ${Object.keys(programs).join('|')}`);
  const helpFile = args.some((arg) => arg === '--help' || arg === '-h') ? helpFiles[command] : undefined;
  if (helpFile !== undefined) return process.stdout.write(readFileSync(join(rootDir, helpFile)));
  if (!isInstalled()) await step('Installing the packages', npmCommand(), ['ci', '--no-audit', '--no-fund']);
  if (!areContractsFresh()) await step('Generating the contracts', join(binDir, 'buf'), ['generate']);
  await step('Building', join(binDir, 'tsc'), ['-b']);
  if (!isConsoleFresh()) await step('Building Central', join(binDir, 'vite'), ['build', 'apps/central', '--logLevel', 'warn']);
  const program = join(rootDir, programs[command]);
  process.exitCode = await handOver(node(), ['--disable-warning=ExperimentalWarning', program, ...args]);
};

/** Compares what the lockfile asks for with what npm noted when it last finished an install. An install that was broken
 *  off left no note. */
const isInstalled = () => {
  const note = join(rootDir, 'node_modules', '.package-lock.json');
  if (!existsSync(note)) return false;
  const wanted = JSON.parse(readFileSync(join(rootDir, 'package-lock.json'), 'utf8')).packages;
  const present = JSON.parse(readFileSync(note, 'utf8')).packages;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true;
    const found = present[path];
    // Packages for other platforms are in the lockfile, and never on the disk.
    return found ? found.version === entry.version : Boolean(entry.optional || entry.peer || entry.devOptional);
  });
};

const areContractsFresh = () => {
  const generated = join(rootDir, 'libs/contracts/src/generated');
  if (!existsSync(generated)) return false;
  const sources = [join(rootDir, 'proto'), join(rootDir, 'buf.yaml'), join(rootDir, 'buf.gen.yaml')];
  return Math.max(...sources.map((path) => newest(path))) <= oldest(generated);
};

/** Vite writes all files of a build at once, so one of them tells when that was. */
const isConsoleFresh = () => {
  const built = join(rootDir, 'apps/central/dist/index.html');
  if (!existsSync(built)) return false;
  const own = ['src', 'public', 'index.html', 'vite.config.js', 'package.json'].map((name) =>
    join(rootDir, 'apps/central', name),
  );
  const sources = [
    ...own,
    join(rootDir, 'libs/money/src'),
    join(rootDir, 'libs/report-tables/src'),
    join(rootDir, 'package-lock.json'),
  ];
  return Math.max(...sources.map((path) => newest(path))) <= statSync(built).mtimeMs;
};

const filesUnder = (path) =>
  statSync(path).isDirectory() ? readdirSync(path).flatMap((name) => filesUnder(join(path, name))) : [path];
const newest = (path) => Math.max(...filesUnder(path).map((file) => statSync(file).mtimeMs));
const oldest = (path) => Math.min(...filesUnder(path).map((file) => statSync(file).mtimeMs));

/** Node 24 came with the packages, for Linux; elsewhere the machine's own must do. */
const node = () => {
  const own = join(binDir, 'node');
  if (existsSync(own)) return own;
  if (Number.parseInt(process.versions.node, 10) >= wantedNode) return process.execPath;
  return fail(
    `Tollgate runs on Node ${wantedNode}. No package brings it for ${process.platform}-${process.arch}: install it, see https://nodejs.org`,
  );
};

const npmCommand = () => (process.platform === 'win32' ? 'npm.cmd' : 'npm');

const environment = () => ({ ...process.env, PATH: `${binDir}${delimiter}${process.env.PATH ?? ''}` });

const fail = (message) => {
  process.stderr.write(`${message}\n`);
  return process.exit(1);
};

/** Runs one step of the preparation. Its output shows only when it fails; what takes long shows how long already. */
const step = (title, command, args) =>
  new Promise((done) => {
    const startedAt = Date.now();
    const elapsed = () => `${Math.round((Date.now() - startedAt) / 1000)} s`;
    const isTerminal = Boolean(process.stdout.isTTY);
    const timer = setInterval(
      () => process.stdout.write(isTerminal ? `\r\x1b[K${title}… ${elapsed()}` : `${title}… ${elapsed()}\n`),
      isTerminal ? 500 : 15_000,
    );
    const output = [];
    const child = spawn(command, args, { cwd: rootDir, env: environment(), stdio: ['ignore', 'pipe', 'pipe'] });
    running.child = child;
    child.stdout.on('data', (chunk) => output.push(chunk));
    child.stderr.on('data', (chunk) => output.push(chunk));
    child.once('error', (error) => fail(`${title}: ${command} could not be started: ${error.message}`));
    child.once('close', (code) => {
      clearInterval(timer);
      running.child = undefined;
      if (isTerminal) process.stdout.write('\r\x1b[K');
      if (code !== 0) fail(`${Buffer.concat(output).toString('utf8')}\n${title} failed (exit code ${code})`);
      if (Date.now() - startedAt > 3_000) process.stdout.write(`${title}: done in ${elapsed()}\n`);
      done();
    });
  });

/** Runs the command's program in this one's place: signals go through to it, and when this process dies it hears of
 *  it. */
const handOver = (command, args) =>
  new Promise((done) => {
    const child = spawn(command, args, { cwd: rootDir, env: environment(), stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
    running.child = child;
    child.once('error', (error) => fail(`${command} could not be started: ${error.message}`));
    child.once('exit', (code, signal) => {
      if (signal !== null) process.stderr.write(`ended by ${signal}, and with it all that it had started\n`);
      done(code ?? (signal === 'SIGINT' ? 130 : 143));
    });
  });

/** A signal goes to what runs: a step of the preparation, which then fails, or the command's program, which takes its
 *  time to stop. */
const endOnSignal = () => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => (running.child ? running.child.kill(signal) : process.exit(143)));
};

/** A signal to npm ends npm and its shell, and never comes this far. So whatever npm started ends when npm has
 *  ended. */
const endWithNpm = () => {
  if (isOrphan()) process.exit(143);
  const ancestors = npmAndItsShell();
  if (ancestors.length === 0) return;
  const timer = setInterval(() => {
    if (ancestors.every(({ pid, parent }) => parentOf(pid) === parent)) return;
    clearInterval(timer);
    if (running.child) running.child.kill('SIGTERM');
    else process.exit(143);
  }, parentCheckMs);
  timer.unref();
};

/** This process and those between it and npm, each with its parent; none where npm did not start it, or where there is
 *  no /proc. */
const npmAndItsShell = () => {
  if (process.env.npm_lifecycle_event === undefined || !existsSync('/proc/self/stat')) return [];
  const between = [];
  for (let pid = process.pid; between.length < 3; ) {
    const parent = parentOf(pid);
    if (parent === undefined) return [];
    between.push({ pid, parent });
    if (isNpm(parent)) return between;
    pid = parent;
  }
  return [];
};

/** npm ended before anybody could look: what it leaves is its shell, with this script, and another parent. */
const isOrphan = () => {
  const { npm_config_user_agent: agent = '', npm_lifecycle_script: script = '' } = process.env;
  const parent = parentOf(process.pid);
  if (!agent.startsWith('npm/') || script === '' || parent === undefined || !commandOf(parent).includes(script)) return false;
  return !isNpm(parentOf(parent));
};

const isNpm = (pid) => commandOf(pid).startsWith('npm');

const commandOf = (pid) => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
};

/** The name, in brackets, may hold blanks: the parent is the second field behind it. Source: proc_pid_stat(5). */
const parentOf = (pid) => {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(line.slice(line.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return undefined;
  }
};

await main();
