import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '@tollgate/testing';
import { rootDir } from '../scripts/servers/paths.ts';
import { freePort } from '../scripts/servers/ports.ts';
import { type Command, livingMembers } from '../scripts/servers/process-group.ts';
import { answersHttp, probeHttp } from '../scripts/servers/readiness.ts';
import { workersIn } from '../scripts/servers/workplace.ts';
import { type Plan, SupervisedProcess, type Watcher } from '../scripts/supervisor/processes/supervised-process.ts';
import { listener } from './heard.ts';

const folder = mkdtempSync(join(tmpdir(), 'tollgate-supervised-'));
afterAll(() => rmSync(folder, { recursive: true }));

const shell = (script: string): Command => ({ file: '/bin/sh', args: ['-c', script] });

const supervise = (script: string, watcher: Watcher, change: Partial<Plan> = {}): SupervisedProcess =>
  new SupervisedProcess(
    {
      name: 'trial',
      command: () => shell(script),
      isReady: async () => true,
      stopSignal: 'SIGTERM',
      logFile: join(folder, 'trial.log'),
      timeoutMs: 20_000,
      ...change,
    },
    watcher,
  );

const until = (what: string, isSo: () => boolean | Promise<boolean>): Promise<unknown> =>
  eventually(what, async () => (await isSo()) || undefined);

describe('a supervised process', () => {
  it('I17: is started again when it was killed, and the console hears of it', async () => {
    const watcher = listener();
    const process_ = supervise('exec sleep 60', watcher);
    await process_.start();
    const first = process_.pid ?? 0;
    process.kill(first, 'SIGKILL');
    await until('its next life', () => watcher.heard.includes('ready 2'));
    expect(watcher.heard).toEqual(['spawned', 'ready 1', 'crashed SIGKILL', 'spawned', 'ready 2']);
    expect(process_.pid).not.toBe(first);
    await process_.stop();
  });

  it('does not start its next life beside the children of the last', async () => {
    const watcher = listener();
    const process_ = supervise('sleep 60 & exec sleep 60', watcher);
    await process_.start();
    const first = process_.pid ?? 0;
    await until('its child', () => livingMembers(first).length === 2);
    process.kill(first, 'SIGKILL');
    await until('its end', () => watcher.heard.includes('crashed SIGKILL'));
    expect(livingMembers(first)).toEqual([]);
    await process_.stop();
  });

  it('leaves nothing of itself when it is stopped, even what ignores the signal', async () => {
    const process_ = supervise("trap '' TERM; sleep 60 & sleep 60", listener());
    await process_.start();
    const group = process_.pid ?? 0;
    await process_.stop(true);
    expect(livingMembers(group)).toEqual([]);
  });

  it('gives up, with the end of its log, when it dies before it was ever ready', async () => {
    const change = { isReady: async () => false, logFile: join(folder, 'hopeless.log') };
    const hopeless = supervise('echo no database here; exit 3', listener(), change);
    await expect(hopeless.start()).rejects.toThrow(/exit code 3[\s\S]*no database here/);
    await hopeless.stop();
  });

  it('is not left running, for another one to be started beside it, where it cannot be guarded', async () => {
    const workplace = { folder: mkdtempSync(join(folder, 'unguarded-')), program: 'sleep' };
    const command = () => ({ file: 'sleep', args: ['60'], cwd: workplace.folder });
    // A text with a zero byte is no argument: `spawn` throws at once, as it does where there is no memory.
    const unguarded = supervise('', listener(), { command, stopSignal: 'SIG\0' as NodeJS.Signals });
    await expect(unguarded.start()).rejects.toThrow('null bytes');
    expect(workersIn(workplace)).toEqual([]);
  });

  it('says what is wrong when its program is missing', async () => {
    const missing = supervise('', listener(), { command: () => ({ file: '/no/such/program', args: [] }) });
    await expect(missing.start()).rejects.toThrow(/ENOENT/);
  });
});

describe('X2: a process that ran once is started again', () => {
  it('also while its log cannot be written', async () => {
    const watcher = listener();
    const process_ = supervise('exec sleep 60', watcher, { logFile: join(folder, 'no/such/folder/trial.log') });
    await process_.start();
    process.kill(process_.pid ?? 0, 'SIGKILL');
    await until('its next life', () => watcher.heard.includes('ready 2'));
    await process_.stop();
  });

  it('although its program could not be started for a while', async () => {
    const watcher = listener();
    const command = (life: number): Command =>
      life === 2 || life === 3 ? { file: '/no/such/program', args: [] } : shell('exec sleep 60');
    const process_ = supervise('', watcher, { command });
    await process_.start();
    process.kill(process_.pid ?? 0, 'SIGKILL');
    await until('its fourth life', () => watcher.heard.includes('ready 4'));
    expect(watcher.heard.filter((text) => /ENOENT/.test(text))).toHaveLength(2);
    await process_.stop();
  });

  it('although it could not be found out whether it was ready', async () => {
    const watcher = listener();
    let asked = 0;
    const isReady = async () => {
      asked += 1;
      if (asked === 2) throw new Error('password authentication failed');
      return true;
    };
    const process_ = supervise('exec sleep 60', watcher, { isReady });
    await process_.start();
    process.kill(process_.pid ?? 0, 'SIGKILL');
    await until('its third life', () => watcher.heard.includes('ready 3'));
    expect(watcher.heard).toContain('crashed password authentication failed');
    await process_.stop();
  });
});

/** A server as a service's health server is; after `GET /fall-ill` it answers everything else with 503. */
const server = (port: number): Command => ({
  file: process.execPath,
  args: [
    '-e',
    `let isIll = false; require('node:http').createServer((request, response) => {
      isIll ||= request.url === '/fall-ill';
      response.writeHead(isIll ? 503 : 200).end('write error');
    }).listen(${port}, '127.0.0.1')`,
  ],
});

describe('I17: a process that', () => {
  const asked = async (canRestart = () => true) => {
    const url = `http://127.0.0.1:${await freePort()}/health/live`;
    const watcher = listener();
    const asking = { probe: () => probeHttp(url, 200), everyMs: 50, timeoutMs: 200, canRestart };
    const change = { command: () => server(Number(new URL(url).port)), isReady: () => answersHttp(url), asking };
    const process_ = supervise('', watcher, change);
    await process_.start();
    return { url, watcher, process_ };
  };

  it('hangs is ended and started again, and what it waited for is said', async () => {
    const { url, watcher, process_ } = await asked();
    const first = process_.pid ?? 0;
    process.kill(first, 'SIGSTOP');
    await until('its next life', () => watcher.heard.includes('ready 2'));
    expect(watcher.heard).toContain('crashed it did not answer 18 times in a row');
    expect(livingMembers(first)).toEqual([]);
    expect(await answersHttp(url)).toBe(true);
    await process_.stop();
  });

  it('B3: says that it cannot go on is started again as soon as its disk has room', async () => {
    let hasRoom = false;
    const { url, watcher, process_ } = await asked(() => hasRoom);
    await fetch(new URL('/fall-ill', url));
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(watcher.heard).toEqual(['spawned', 'ready 1']);
    hasRoom = true;
    await until('its next life', () => watcher.heard.includes('ready 2'));
    expect(watcher.heard).toContain('crashed it says: write error');
    await process_.stop();
  });
});

describe('X4: kill -9 of the supervisor', () => {
  /** A supervisor of one process; the id of its group. */
  const supervisor = async (script: string): Promise<{ readonly child: ChildProcess; readonly group: number }> => {
    const text = `
      import { SupervisedProcess } from ${JSON.stringify(join(rootDir, 'scripts/supervisor/processes/supervised-process.ts'))};
      const watcher = { spawned: (_, pid) => console.log(pid), ready: () => undefined, crashed: () => undefined };
      await new SupervisedProcess({
        name: 'trial', command: () => ({ file: '/bin/sh', args: ['-c', ${JSON.stringify(script)}] }), isReady: async () => true,
        stopSignal: 'SIGTERM', logFile: '/dev/null', timeoutMs: 5_000 }, watcher).start();`;
    const args = ['--disable-warning=ExperimentalWarning', '--input-type=module-typescript', '-e', text];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    const [chunk] = (await once(child.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
    return { child, group: Number(chunk.toString()) };
  };

  it.each([
    [
      'asks what it had started to end',
      (file: string) => `trap 'touch ${file}; exit' TERM; touch ${file}.on; while :; do sleep 0.1; done`,
    ],
    [
      'ends also what does not listen',
      (file: string) => `trap '' TERM; touch ${file} ${file}.on; sleep 60 & while :; do sleep 0.1; done`,
    ],
  ])('%s', async (name, script) => {
    const file = join(folder, name.replaceAll(' ', '-'));
    const { child, group } = await supervisor(script(file));
    await until('its process', () => existsSync(`${file}.on`));
    child.kill('SIGKILL');
    await until('the end of all', () => livingMembers(group).length === 0);
    expect(existsSync(file)).toBe(true);
  });
});
