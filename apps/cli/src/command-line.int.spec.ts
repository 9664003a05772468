import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { startNats, startPostgres, type TestPostgres, type TestServer } from '@tollgate/testing';

const folder = mkdtempSync(join(tmpdir(), 'tollgate-command-line-'));
const bin = join(import.meta.dirname, '../bin/tollgate.js');
const endsWithinMs = 20_000;

let postgres: TestPostgres;
let nats: TestServer;
let silent: Server;

const running: ChildProcess[] = [];

/** The command line in a process of its own, as a person starts it, until it has ended; `end` is null where it had to be killed. */
const tollgate = async (args: readonly string[], environment: Readonly<Record<string, string>>) => {
  const env = { ...process.env, TOLLGATE_DATA: folder, NO_COLOR: '1', ...environment };
  const child = spawn(process.execPath, [bin, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'], timeout: endsWithinMs });
  running.push(child);
  const [[end], out, problems] = await Promise.all([once(child, 'exit'), text(child.stdout), text(child.stderr)]);
  return { end: end as number | null, out, problems };
};

/** With an API that is away: whatever is asked of it shows. */
const upload = (file: string) => {
  writeFileSync(join(folder, 'ca.pem'), '');
  return tollgate(['goods', 'upload', 'X-1', file], {
    TOLLGATE_API_URL: 'https://127.0.0.1:1',
    TOLLGATE_API_KEY: 'tgk_test_a',
    TOLLGATE_CA_FILE: join(folder, 'ca.pem'),
  });
};

/** Of a server that takes connections and says nothing, as one does that is frozen. */
const silentAddress = (): string => `127.0.0.1:${(silent.address() as { port: number }).port}`;

beforeAll(async () => {
  [postgres, nats] = await Promise.all([startPostgres(), startNats()]);
  silent = createServer(() => undefined).listen(0, '127.0.0.1');
  await once(silent, 'listening');
});
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
});
afterAll(async () => {
  silent?.close();
  await Promise.all([postgres?.stop(), nats?.stop()]);
  rmSync(folder, { recursive: true });
});

describe('the command line', () => {
  it.each(['republish --since 1m', 'rebuild', 'keys rotate'])(
    'B3: `%s` says in one sentence that the bus is away, and ends with 2',
    async (command) => {
      const environment = { TOLLGATE_POSTGRES_URL: postgres.url, TOLLGATE_NATS_URL: `nats://${silentAddress()}` };
      expect(await tollgate(command.split(' '), environment)).toEqual({
        end: 2,
        out: '',
        problems: 'the bus is out of reach: NATS does not answer\n',
      });
    },
  );

  it.each([
    ['rebuild', 'reporting'],
    ['keys list', 'authorization'],
    ['keys rotate', 'authorization'],
    ['parked --redrive fraud', 'fraud'],
  ])('X3: `%s` says in one sentence that %s does not answer, and ends with 2', async (command, service) => {
    const { end, problems } = await tollgate(command.split(' '), { TOLLGATE_NATS_URL: nats.url });
    expect(end).toBe(2);
    expect(problems).toMatch(new RegExp(`^${service} does not answer.*\n$`));
  });

  it.each([
    ['a folder', folder, 'is a folder: name one file'],
    ['an empty file', join(folder, 'empty.epub'), 'is empty: there is nothing to download in it'],
    ['a file that is not there', join(folder, 'none.epub'), 'is not there'],
  ])(
    '`goods upload` of %s says so in one sentence before it asks the API for anything, and ends with 2',
    async (_, file, why) => {
      writeFileSync(join(folder, 'empty.epub'), '');
      expect(await upload(file)).toEqual({ end: 2, out: '', problems: `${file} ${why}\n` });
    },
  );

  it('`goods upload` says in one sentence that the API is away, and ends with 2', async () => {
    const file = join(folder, 'book.epub');
    writeFileSync(file, 'a book');
    const { end, problems } = await upload(file);
    expect(end).toBe(2);
    expect(problems).toMatch(/^the API does not answer.*\n$/);
  });

  it('ends with 2 where NATS does not take its token', async () => {
    const { port } = new URL(nats.url);
    const { end, problems } = await tollgate(['parked'], { TOLLGATE_NATS_URL: `nats://another@127.0.0.1:${port}` });
    expect(end).toBe(2);
    expect(problems).toMatch(/^the bus is out of reach.*\n$/);
  });

  it.each(['orders', 'verify', 'audit', 'republish --since 1m'])(
    'X3: `%s` says in one sentence that Postgres takes connections and says nothing, and ends with 2',
    async (command) => {
      const environment = { TOLLGATE_POSTGRES_URL: `postgres://a@${silentAddress()}/a`, TOLLGATE_NATS_URL: nats.url };
      const { end, problems } = await tollgate(command.split(' '), environment);
      expect(end).toBe(2);
      expect(problems).toMatch(/^(Postgres is out of reach|the log could not be read).*\n$/);
    },
  );
});
