import { type ChildProcess, spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootDir } from '../scripts/servers/paths.ts';
import { processStatus } from '../scripts/servers/process-group.ts';
import { waitUntil } from '../scripts/servers/readiness.ts';

/** In the supervisor's place: says who it is, and ends when it is asked to. */
const program = `
import { writeFileSync } from 'node:fs';
for (const event of ['SIGINT', 'SIGTERM', 'disconnect']) process.on(event, () => process.exit(0));
writeFileSync('pid', String(process.pid));
setInterval(() => undefined, 1_000);
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
  symlinkSync('/bin/true', join(folder, 'node_modules/.bin/tsc'));
  return folder;
};

const isAlive = (pid: number): boolean => !'ZX'.includes(processStatus(pid)?.state ?? 'X');

describe('X4: npm start', () => {
  const folder = workingCopy();
  afterAll(() => rmSync(folder, { recursive: true }));

  /** npm, and what it started, by their ids. */
  const start = async (): Promise<{ readonly npm: ChildProcess; readonly supervisor: number }> => {
    const file = join(folder, 'pid');
    const pid = (): number => (existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0); // there, it may be empty for a moment
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

  it('goes on while npm does', async () => {
    const { npm, supervisor } = await start();
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    expect(isAlive(supervisor)).toBe(true);
    npm.kill('SIGTERM');
    await waitUntil('the end of the supervisor', 10_000, async () => !isAlive(supervisor));
  });
});
