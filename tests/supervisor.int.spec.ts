import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { checkServerIdentity, connect, createServer as createTlsServer } from 'node:tls';
import { withLock } from '../scripts/servers/file-lock.ts';
import { freePort, isPortFree, ownerOfPort } from '../scripts/servers/ports.ts';
import { livingMembers } from '../scripts/servers/process-group.ts';
import { PidFiles } from '../scripts/supervisor/processes/pid-files.ts';
import { SupervisedProcess, type Watcher } from '../scripts/supervisor/processes/supervised-process.ts';
import { ensureCertificates } from '../scripts/supervisor/stack/certificates.ts';
import { openSecrets } from '../scripts/supervisor/stack/secrets.ts';

const folder = mkdtempSync(join(tmpdir(), 'tollgate-supervisor-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Hears what the supervised process tells, in order. */
const listener = (): Watcher & { readonly heard: string[] } => {
  const heard: string[] = [];
  return {
    heard,
    spawned: () => heard.push('spawned'),
    ready: (_name, life) => heard.push(`ready ${life}`),
    crashed: (_name, how) => heard.push(`crashed ${how}`),
  };
};

const supervise = (script: string, watcher: Watcher): SupervisedProcess =>
  new SupervisedProcess(
    {
      name: 'trial',
      command: () => ({ file: '/bin/sh', args: ['-c', script] }),
      isReady: async () => true,
      stopSignal: 'SIGTERM',
      logFile: join(folder, 'trial.log'),
      timeoutMs: 5_000,
    },
    watcher,
  );

const until = async (isSo: () => boolean): Promise<void> => {
  for (let waited = 0; !isSo() && waited < 5_000; waited += 20) await sleep(20);
  expect(isSo()).toBe(true);
};

describe('a supervised process', () => {
  it('I17: is started again when it was killed, and the console hears of it', async () => {
    const watcher = listener();
    const process_ = supervise('exec sleep 60', watcher);
    await process_.start();
    const first = process_.pid ?? 0;
    process.kill(first, 'SIGKILL');
    await until(() => watcher.heard.includes('ready 2'));
    expect(watcher.heard).toEqual(['spawned', 'ready 1', 'crashed SIGKILL', 'spawned', 'ready 2']);
    expect(process_.pid).not.toBe(first);
    await process_.stop();
  });

  it('does not start its next life beside the children of the last', async () => {
    const watcher = listener();
    const process_ = supervise('sleep 60 & exec sleep 60', watcher);
    await process_.start();
    const first = process_.pid ?? 0;
    await until(() => livingMembers(first).length === 2);
    process.kill(first, 'SIGKILL');
    await until(() => watcher.heard.includes('crashed SIGKILL'));
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
    const hopeless = new SupervisedProcess(
      {
        name: 'trial',
        command: () => ({ file: '/bin/sh', args: ['-c', 'echo no database here; exit 3'] }),
        isReady: async () => false,
        stopSignal: 'SIGTERM',
        logFile: join(folder, 'hopeless.log'),
        timeoutMs: 20_000,
      },
      listener(),
    );
    await expect(hopeless.start()).rejects.toThrow(/exit code 3[\s\S]*no database here/);
    await hopeless.stop();
  });

  it('X2: is started again also while its log cannot be written', async () => {
    const watcher = listener();
    const plan = {
      name: 'trial',
      command: () => ({ file: '/bin/sh', args: ['-c', 'exec sleep 60'] }),
      isReady: async () => true,
      stopSignal: 'SIGTERM',
      logFile: join(folder, 'no/such/folder/trial.log'),
      timeoutMs: 5_000,
    } as const;
    const process_ = new SupervisedProcess(plan, watcher);
    await process_.start();
    process.kill(process_.pid ?? 0, 'SIGKILL');
    await until(() => watcher.heard.includes('ready 2'));
    await process_.stop();
  });

  it('says what is wrong when its program is missing', async () => {
    const plan = {
      name: 'trial',
      isReady: async () => true,
      stopSignal: 'SIGTERM',
      logFile: join(folder, 'missing.log'),
      timeoutMs: 5_000,
    } as const;
    const missing = new SupervisedProcess({ ...plan, command: () => ({ file: '/no/such/program', args: [] }) }, listener());
    await expect(missing.start()).rejects.toThrow(/ENOENT/);
  });
});

describe('pid files', () => {
  it('end what a killed supervisor left running, and nothing else', async () => {
    const left = spawn('sleep', ['60'], { detached: true });
    const stranger = spawn('sleep', ['60'], { detached: true });
    const files = new PidFiles(join(folder));
    files.write('left', left.pid ?? 0);
    // The stranger has the id that the file names, but was born at another time.
    files.write('reused', stranger.pid ?? 0);
    const file = join(folder, 'pids/reused');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/\d+$/, '1'));
    expect(await files.endStale()).toEqual(['left']);
    expect(livingMembers(left.pid ?? 0)).toEqual([]);
    expect(livingMembers(stranger.pid ?? 0)).toEqual([stranger.pid]);
    stranger.kill('SIGKILL');
  });
});

describe('a taken port', () => {
  it('is reported with its owner', async () => {
    const port = await freePort();
    const server = createServer().listen(port, '127.0.0.1');
    await once(server, 'listening');
    expect(await isPortFree(port)).toBe(false);
    expect(ownerOfPort(port)).toMatch(new RegExp(`^pid ${process.pid} \\(.*node`));
    server.close();
  });
});

describe('a lock file', () => {
  it('lets one build at a time', async () => {
    const file = join(folder, 'build.lock');
    const order: string[] = [];
    const build = (name: string) =>
      withLock(
        file,
        () => order.push(`${name} waits`),
        async () => {
          order.push(`${name} begins`);
          await sleep(50);
          order.push(`${name} ends`);
        },
      );
    await Promise.all([build('a'), build('b')]);
    expect(order).toEqual(['a begins', 'b waits', 'a ends', 'b begins', 'b ends']);
    expect(existsSync(file)).toBe(false);
  });

  it('is taken over from a holder that is gone', async () => {
    const file = join(folder, 'stale.lock');
    writeFileSync(file, '999999999 1');
    let isDone = false;
    await withLock(
      file,
      () => undefined,
      async () => {
        isDone = true;
      },
    );
    expect(isDone).toBe(true);
  });
});

describe('secrets', () => {
  it('are made once, and only their owner can read them', () => {
    const place = join(folder, 'secrets');
    const first = openSecrets(place);
    expect(first.apiKey).toMatch(/^tgk_test_[\w-]{43}$/);
    expect(Buffer.from(readFileSync(first.keyFile('vault'), 'utf8'), 'base64')).toHaveLength(32);
    expect(statSync(place).mode & 0o777).toBe(0o700);
    expect(statSync(first.keyFile('vault')).mode & 0o777).toBe(0o600);
    expect(openSecrets(place)).toMatchObject({ apiKey: first.apiKey, rolePasswords: first.rolePasswords });
  });
});

describe('the certificates', () => {
  it.each(['localhost', '127.0.0.1', '::1'])('S5: let a client that trusts the authority connect to %s', async (host) => {
    const place = join(folder, 'tls');
    await ensureCertificates(place);
    const read = (name: string) => readFileSync(join(place, name));
    const server = createTlsServer({ cert: read('server.pem'), key: read('server.key'), minVersion: 'TLSv1.2' }).listen(
      0,
      '127.0.0.1',
    );
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    // The name is checked against the certificate; the connection itself always goes to the same loopback address.
    const client = connect({
      host: '127.0.0.1',
      port,
      ca: read('ca.pem'),
      ...(host === 'localhost' && { servername: host }),
      checkServerIdentity: (_, certificate) => checkServerIdentity(host, certificate),
    });
    await once(client, 'secureConnect');
    expect(client.authorized).toBe(true);
    client.destroy();
    server.close();
  });
});
