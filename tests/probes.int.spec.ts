import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import pg from 'pg';
import { probeMinio } from '../scripts/servers/minio.ts';
import { freePort } from '../scripts/servers/ports.ts';
import { probeHttp, probePostgres } from '../scripts/servers/readiness.ts';
import { startPostgres, type TestPostgres } from './servers.ts';

describe('I17: PostgreSQL, asked whether it turns,', () => {
  let postgres: TestPostgres;
  let port: number;
  beforeAll(async () => {
    postgres = await startPostgres({ withOrderLog: false });
    port = Number(new URL(postgres.url).port);
  });
  afterAll(() => postgres?.stop());

  const connect = async (): Promise<pg.Client> => {
    const client = new pg.Client({ connectionString: postgres.url });
    client.on('error', () => undefined);
    await client.connect();
    return client;
  };

  it('is well while it serves, and with all its connections taken', async () => {
    expect(await probePostgres(port, 5_000)).toEqual({ is: 'well' });
    const clients: pg.Client[] = [];
    try {
      const refused = await (async () => {
        for (;;) clients.push(await connect());
      })().catch((error: { code?: string }) => error.code);
      expect(refused).toBe('53300'); // too many connections
      expect(await probePostgres(port, 5_000)).toEqual({ is: 'well' });
    } finally {
      await Promise.all(clients.map((client) => client.end()));
    }
  });

  it('is silent while it is stopped, although the kernel takes connections for it, and well afterwards', async () => {
    const client = await connect();
    const { rows } = await client.query<{ place: string }>("SELECT current_setting('data_directory') AS place");
    await client.end();
    const pid = Number.parseInt(readFileSync(join(rows[0]?.place ?? '', 'postmaster.pid'), 'utf8'), 10);
    process.kill(pid, 'SIGSTOP');
    try {
      expect(await probePostgres(port, 500)).toEqual({ is: 'silent' });
    } finally {
      process.kill(pid, 'SIGCONT');
    }
    expect(await probePostgres(port, 5_000)).toEqual({ is: 'well' });
  });

  it('is silent when it is not there', async () =>
    expect(await probePostgres(await freePort(), 5_000)).toEqual({ is: 'silent' }));
});

describe('I17: a server of HTTP, asked whether it turns,', () => {
  it('is well, ill with what it says, or silent', async () => {
    const server = createServer(({ url }, response) => {
      if (url === '/hangs') return;
      response.writeHead(url === '/live' ? 200 : 503).end('JetStream write error');
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as { port: number };
    const probe = (path: string) => probeHttp(`http://127.0.0.1:${port}${path}`, 300);
    expect(await probe('/live')).toEqual({ is: 'well' });
    expect(await probe('/healthz')).toEqual({ is: 'ill', why: 'JetStream write error' });
    expect(await probeMinio({ port }, 300)).toEqual({ is: 'well' }); // it says 503 while it is busy
    expect(await probe('/hangs')).toEqual({ is: 'silent' });
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    expect(await probe('/live')).toEqual({ is: 'silent' });
  });
});
