import { type ChildProcess, spawn } from 'node:child_process';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import {
  closeSync,
  copyFileSync,
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
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { checkServerIdentity, connect, createServer as createTlsServer } from 'node:tls';
import { mountSmallDisk } from '@tollgate/testing';
import { type Claim, claim, withClaim } from '../scripts/servers/claim.ts';
import { rootDir, writePrivateFile } from '../scripts/servers/paths.ts';
import { freePort, isPortFree, ownerOfPort } from '../scripts/servers/ports.ts';
import { endGroup, livingMembers } from '../scripts/servers/process-group.ts';
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

  it.each([0, -1, 1, Number.NaN])('never end the group %d: it would be our own, or everybody', async (group) => {
    await expect(endGroup(group, { signal: 'SIGKILL', graceMs: 0 })).rejects.toThrow('no process group');
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

/** A program that takes a claim, says whether it has it, and stays. */
const claiming = (wanted: Claim): string => `
  import { claim } from ${JSON.stringify(join(rootDir, 'scripts/servers/claim.ts'))};
  setInterval(() => undefined, 1_000);
  console.log((await claim(${JSON.stringify(wanted)})) !== undefined);`;

describe('a data folder', () => {
  const of = (place: string) => ({ folder: place, purpose: 'stack' });
  const isClaimed = async (place: string): Promise<boolean> => (await claim(of(place))) !== undefined;

  it('belongs to one supervisor, also of two that start at once, until that one is gone, however it went', async () => {
    const place = mkdtempSync(join(folder, 'claimed-'));
    const both = await Promise.all([program(claiming(of(place))), program(claiming(of(place)))]);
    expect(both.map(({ line }) => line).sort()).toEqual(['false', 'true']);
    expect(await isClaimed(place)).toBe(false);
    for (const { child } of both) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    expect(await isClaimed(place)).toBe(true);
  });

  it('is another one by another name only when it lies elsewhere', async () => {
    const place = mkdtempSync(join(folder, 'named-'));
    symlinkSync(place, `${place}-link`);
    expect(await isClaimed(place)).toBe(true);
    expect(await isClaimed(`${place}-link`)).toBe(false);
    expect(await isClaimed(folder)).toBe(true);
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

describe('a server that is built once', () => {
  const wanted = { folder, purpose: 'build-trial' };

  it('is built by one start at a time', async () => {
    const order: string[] = [];
    const build = (name: string) =>
      withClaim(
        wanted,
        () => order.push(`${name} waits`),
        async () => {
          order.push(`${name} begins`);
          await sleep(50);
          order.push(`${name} ends`);
        },
      );
    await Promise.all([build('a'), build('b')]);
    expect(order).toEqual(['a begins', 'b waits', 'a ends', 'b begins', 'b ends']);
    await expect(
      withClaim(
        wanted,
        () => undefined,
        () => Promise.reject(new Error('no Go')),
      ),
    ).rejects.toThrow('no Go');
    expect(await claim(wanted)).toEqual(expect.any(Function));
  });

  it('is not waited for by every later start because one was killed while it began to build', async () => {
    const { child, line } = await program(claiming({ ...wanted, purpose: 'build-killed' }));
    expect(line).toBe('true');
    writeFileSync(join(folder, 'nats-server-v2.lock'), ''); // what an earlier release left behind
    const built = withClaim(
      { ...wanted, purpose: 'build-killed' },
      () => child.kill('SIGKILL'),
      async () => undefined,
    );
    await expect(built).resolves.toBeUndefined();
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
  it.each<[string, (file: string) => void]>([
    ['a full disk left half of', (file) => writeFileSync(file, readFileSync(file, 'utf8').slice(0, 100))],
    ['a power failure left nothing of', (file) => writeFileSync(file, '')],
    ['somebody removed', (file) => rmSync(file)],
    ['another stack had made', (file) => copyFileSync(join(folder, 'other-tls', basename(file)), file)],
  ])('are whole again at the next start, where %s one of their files', async (_what, spoil) => {
    await ensureCertificates(join(folder, 'other-tls'));
    for (const name of ['ca.key', 'ca.pem', 'server.key', 'server.pem']) {
      const place = mkdtempSync(join(folder, 'spoilt-tls-'));
      await ensureCertificates(place);
      spoil(join(place, name));
      await ensureCertificates(place);
      const read = (file: string) => readFileSync(join(place, file));
      const [authority, server] = [new X509Certificate(read('ca.pem')), new X509Certificate(read('server.pem'))];
      expect(authority.checkPrivateKey(createPrivateKey(read('ca.key')))).toBe(true);
      expect(server.checkPrivateKey(createPrivateKey(read('server.key')))).toBe(true);
      expect(server.verify(authority.publicKey)).toBe(true);
    }
  });

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
