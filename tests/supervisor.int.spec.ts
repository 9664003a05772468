import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { checkServerIdentity, connect, createServer as createTlsServer } from 'node:tls';
import { mountSmallDisk } from '@tollgate/testing';
import { withLock } from '../scripts/servers/file-lock.ts';
import { rootDir, writePrivateFile } from '../scripts/servers/paths.ts';
import { freePort, isPortFree, ownerOfPort } from '../scripts/servers/ports.ts';
import { livingMembers } from '../scripts/servers/process-group.ts';
import { claimFolder } from '../scripts/supervisor/processes/claim-folder.ts';
import { PidFiles } from '../scripts/supervisor/processes/pid-files.ts';
import { ensureCertificates } from '../scripts/supervisor/stack/certificates.ts';
import { openSecrets } from '../scripts/supervisor/stack/secrets.ts';

const folder = mkdtempSync(join(tmpdir(), 'tollgate-supervisor-'));
afterAll(() => rmSync(folder, { recursive: true }));

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

/** Runs a program in a process of its own, up to its first line of output. */
const program = async (text: string): Promise<{ readonly child: ChildProcess; readonly line: string }> => {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', '--input-type=module-typescript', '-e', text], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [chunk] = (await once(child.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
  return { child, line: chunk.toString().trim() };
};

describe('a data folder', () => {
  const claiming = (place: string) => `
    import { mountSmallDisk } from '@tollgate/testing';
import { claimFolder } from ${JSON.stringify(join(rootDir, 'scripts/supervisor/processes/claim-folder.ts'))};
    setInterval(() => undefined, 1_000);
    console.log(await claimFolder(${JSON.stringify(place)}));`;

  it('belongs to one supervisor, also of two that start at once, until that one is gone, however it went', async () => {
    const place = mkdtempSync(join(folder, 'claimed-'));
    const both = await Promise.all([program(claiming(place)), program(claiming(place))]);
    expect(both.map(({ line }) => line).sort()).toEqual(['false', 'true']);
    expect(await claimFolder(place)).toBe(false);
    for (const { child } of both) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    expect(await claimFolder(place)).toBe(true);
  });

  it('is another one by another name only when it lies elsewhere', async () => {
    const place = mkdtempSync(join(folder, 'named-'));
    symlinkSync(place, `${place}-link`);
    expect(await claimFolder(place)).toBe(true);
    expect(await claimFolder(`${place}-link`)).toBe(false);
    expect(await claimFolder(folder)).toBe(true);
  });
});

describe('X2: the console', () => {
  it('goes on when what it says cannot be written', async () => {
    const text = `
      import { createConsole } from ${JSON.stringify(join(rootDir, 'scripts/supervisor/terminal/console.ts'))};
      const console_ = createConsole(process.stdout);
      for (let line = 0; line < 50; line++) console_.problem('the disk is full');
      setTimeout(() => process.exit(7), 50);`;
    const full = openSync('/dev/full', 'w');
    const args = ['--disable-warning=ExperimentalWarning', '--input-type=module-typescript', '-e', text];
    const child = spawn(process.execPath, args, { stdio: ['ignore', full, 'inherit'], cwd: rootDir });
    closeSync(full);
    expect(await once(child, 'exit')).toEqual([7, null]);
  });
});

describe('X2: a private file', () => {
  it('on a full disk keeps its old text, whole, and leaves nothing beside it', () => {
    const disk = mountSmallDisk(1);
    try {
      const file = join(disk.path, 'demo.json');
      writePrivateFile(file, 'old');
      disk.fill();
      expect(() => writePrivateFile(file, 'new'.repeat(10_000))).toThrow(/ENOSPC/);
      expect(readFileSync(file, 'utf8')).toBe('old');
      expect(readdirSync(disk.path).sort()).toEqual(['ballast', 'demo.json']);
      disk.free();
      writePrivateFile(file, 'new');
      expect(readFileSync(file, 'utf8')).toBe('new');
    } finally {
      disk.remove();
    }
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
