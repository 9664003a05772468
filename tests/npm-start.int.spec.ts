import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { rootDir } from '../scripts/servers/paths.ts';
import { isAlive, processStatus } from '../scripts/servers/process-status.ts';
import { waitUntil } from '../scripts/servers/readiness.ts';

/** In the supervisor's place: says who it is, and ends when it is asked to. */
const program = `
import { writeFileSync } from 'node:fs';
for (const event of ['SIGINT', 'SIGTERM', 'disconnect']) process.on(event, () => process.exit(0));
writeFileSync('pid', String(process.pid));
process.stdout.on('error', () => undefined);
setInterval(() => console.log('still there'), 100);
`;

/** A working copy in which nothing is left to install, generate or build. */
const workingCopy = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'tollgate-npm-'));
  for (const path of ['scripts/supervisor', 'proto', 'libs/contracts/src/generated', 'node_modules/.bin']) {
    mkdirSync(join(folder, path), { recursive: true });
  }
  const texts = {
    'package.json': JSON.stringify({ type: 'module', scripts: { start: 'node scripts/bootstrap.js start' } }),
    'package-lock.json': '{"packages":{}}',
    'node_modules/.package-lock.json': '{"packages":{}}',
    'scripts/supervisor/main.ts': program,
    'proto/a.proto': '',
    'buf.yaml': '',
    'buf.gen.yaml': '',
    'libs/contracts/src/generated/a.ts': '',
  };
  for (const [path, text] of Object.entries(texts)) writeFileSync(join(folder, path), text);
  copyFileSync(join(rootDir, 'scripts/bootstrap.js'), join(folder, 'scripts/bootstrap.js'));
  symlinkSync(process.execPath, join(folder, 'node_modules/.bin/node'));
  for (const tool of ['tsc', 'vite']) symlinkSync('/bin/true', join(folder, 'node_modules/.bin', tool));
  return folder;
};

describe('X4: npm start', () => {
  const folder = workingCopy();
  afterAll(() => rmSync(folder, { recursive: true }));

  const file = join(folder, 'pid');
  const pid = (): number => (existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0); // there, it may be empty for a moment

  /** npm, and what it started, by their ids. */
  const start = async (): Promise<{ readonly npm: ChildProcess; readonly supervisor: number }> => {
    rmSync(file, { force: true });
    const npm = spawn('npm', ['start'], { cwd: folder, stdio: 'ignore', detached: true });
    await waitUntil('the supervisor', 30_000, async () => pid() > 0);
    return { npm, supervisor: pid() };
  };

  it.each(['SIGTERM', 'SIGHUP', 'SIGKILL'] as const)('stops everything when npm itself gets %s', async (signal) => {
    const { npm, supervisor } = await start();
    expect(isAlive(supervisor)).toBe(true);
    npm.kill(signal);
    await waitUntil('the end of the supervisor', 10_000, async () => !isAlive(supervisor));
    expect(isAlive(supervisor)).toBe(false);
  });

  it('stops everything on Ctrl-C, which the terminal sends to the whole process group', async () => {
    const { npm, supervisor } = await start();
    process.kill(-(npm.pid ?? 0), 'SIGINT');
    await waitUntil('the end of the supervisor', 10_000, async () => !isAlive(supervisor));
    expect(isAlive(supervisor)).toBe(false);
  });

  it('stops everything when bootstrap.js gets SIGKILL', async () => {
    const { supervisor } = await start();
    process.kill(processStatus(supervisor)?.parent ?? 0, 'SIGKILL');
    await waitUntil('the end of the supervisor', 10_000, async () => !isAlive(supervisor));
    expect(isAlive(supervisor)).toBe(false);
  });

  it('ends with the supervisor, however that goes', async () => {
    const { npm, supervisor } = await start();
    const ending = once(npm, 'exit');
    process.kill(supervisor, 'SIGKILL');
    const [code] = await ending;
    expect(code).not.toBe(0);
  });

  it('started in the background by a script: stops everything when its pid is killed', async () => {
    const shell = spawn('/bin/sh', ['-c', 'npm start >/dev/null 2>&1 & echo $!; wait'], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'ignore'],
      detached: true,
    });
    rmSync(file, { force: true });
    const [line] = (await once(shell.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
    await waitUntil('the supervisor', 30_000, async () => pid() > 0);
    const supervisor = pid();
    process.kill(Number(line.toString()), 'SIGTERM');
    await waitUntil('the end of the supervisor', 10_000, async () => !isAlive(supervisor));
    expect(isAlive(supervisor)).toBe(false);
  });

  it('starts nothing when npm was gone before anybody could look', async () => {
    rmSync(file, { force: true });
    const script = 'node scripts/bootstrap.js start';
    const env = {
      ...process.env,
      npm_lifecycle_event: 'start',
      npm_lifecycle_script: script,
      npm_config_user_agent: 'npm/11.0.0',
    };
    const shell = spawn('/bin/sh', ['-c', `${script}; exit $?`], { cwd: folder, stdio: 'ignore', env });
    const [code] = await once(shell, 'exit');
    expect([code, existsSync(file)]).toEqual([143, false]);
  });

  it('goes on, and stops in good order, when nobody reads what it says any more', async () => {
    rmSync(file, { force: true });
    const bootstrap = spawn(process.execPath, ['scripts/bootstrap.js', 'start'], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    bootstrap.stdout?.destroy();
    bootstrap.stderr?.destroy();
    await waitUntil('the supervisor', 30_000, async () => pid() > 0);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(isAlive(pid())).toBe(true);
    bootstrap.kill('SIGTERM');
    expect(await once(bootstrap, 'exit')).toEqual([0, null]);
    expect(isAlive(pid())).toBe(false);
  });

  it('-- --help: answers at once, in a working copy where nothing is installed yet', () => {
    const fresh = mkdtempSync(join(tmpdir(), 'tollgate-fresh-'));
    try {
      for (const path of ['package.json', 'scripts/bootstrap.js', 'scripts/supervisor/help.txt']) {
        mkdirSync(dirname(join(fresh, path)), { recursive: true });
        copyFileSync(join(rootDir, path), join(fresh, path));
      }
      const said = execFileSync('npm', ['start', '--silent', '--', '--help'], { cwd: fresh, encoding: 'utf8' });
      expect(said).toContain('TOLLGATE_PORT_BASE');
      expect(readdirSync(fresh).sort()).toEqual(['package.json', 'scripts']);
    } finally {
      rmSync(fresh, { recursive: true });
    }
  });

  it('ends what it is preparing, too', async () => {
    const step = join(folder, 'step');
    writeFileSync(join(folder, 'build'), `#!/bin/sh\necho $$ > ${step}\nexec sleep 60\n`, { mode: 0o755 });
    const tsc = join(folder, 'node_modules/.bin/tsc');
    renameSync(join(folder, 'build'), tsc);
    const npm = spawn('npm', ['start'], { cwd: folder, stdio: 'ignore', detached: true });
    const stepPid = (): number => (existsSync(step) ? Number(readFileSync(step, 'utf8')) : 0);
    await waitUntil('the step', 30_000, async () => stepPid() > 0);
    npm.kill('SIGTERM');
    await waitUntil('the end of the step', 10_000, async () => !isAlive(stepPid()));
    rmSync(tsc);
    symlinkSync('/bin/true', tsc);
  });

  it('goes on while npm does', async () => {
    const { npm, supervisor } = await start();
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    expect(isAlive(supervisor)).toBe(true);
    npm.kill('SIGTERM');
    await waitUntil('the end of the supervisor', 10_000, async () => !isAlive(supervisor));
  });
});
