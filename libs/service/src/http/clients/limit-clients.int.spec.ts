import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { eventually } from '@tollgate/testing';
import { generate } from 'selfsigned';
import { openLog } from '../../telemetry/logger.js';
import { configureServer, fastifyFor } from '../http-server.js';
import { ProblemFilter } from '../problem-filter.js';
import { type ClientLimits, limitClients, type ShedReason } from './limit-clients.js';

let release: (() => void)[] = [];

@Controller()
class Answers {
  @Get('quick')
  quick(): object {
    return { ok: true };
  }

  @Get('slow')
  async slow(): Promise<object> {
    await new Promise<void>((resolve) => release.push(resolve));
    return { ok: true };
  }
}

@Module({ controllers: [Answers] })
class TestModule {}

const folder = mkdtempSync(join(tmpdir(), 'tollgate-clients-'));
const tls = { certFile: join(folder, 'cert.pem'), keyFile: join(folder, 'key.pem') };
const log = openLog({ service: 'test', level: 'silent' });
const roomy: ClientLimits = { maxConnections: 10_000, maxConnectionsPerAddress: 0, requestsPerSecondPerAddress: 0 };
let app: NestFastifyApplication;
let port: number;
let shed: ShedReason[] = [];
const sockets: Socket[] = [];
const agents: Agent[] = [];

beforeAll(async () => {
  const certificate = await generate([{ name: 'commonName', value: 'localhost' }], { keySize: 2048 });
  writeFileSync(tls.certFile, certificate.cert);
  writeFileSync(tls.keyFile, certificate.private);
});
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(async () => {
  for (const end of release) end();
  for (const agent of agents.splice(0)) agent.destroy();
  for (const socket of sockets.splice(0)) socket.destroy();
  await app.close();
  release = [];
  shed = [];
});

const open = async (limits: Partial<ClientLimits>): Promise<void> => {
  app = await NestFactory.create<NestFastifyApplication>(TestModule, fastifyFor({ port: 0, tls }), {
    logger: false,
    bodyParser: false,
  });
  const fastify = app.getHttpAdapter().getInstance();
  configureServer(fastify);
  limitClients(fastify, { ...roomy, ...limits }, (reason) => shed.push(reason));
  app.useGlobalFilters(new ProblemFilter(log));
  await app.listen(0, '127.0.0.1');
  port = (app.getHttpServer().address() as AddressInfo).port;
};

const ask = (path: string, agent = new Agent({ keepAlive: true }), localAddress = '127.0.0.1') => {
  agents.push(agent);
  return new Promise<{ status: number; code?: string; headers: NodeJS.Dict<string | string[]> }>((resolve, reject) => {
    const sent = request({ port, host: '127.0.0.1', path, agent, localAddress, rejectUnauthorized: false }, (answer) => {
      let text = '';
      answer.on('data', (chunk) => {
        text += String(chunk);
      });
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, ...JSON.parse(text) }));
    });
    sent.on('error', reject).end();
  });
};

/** A connection that says nothing, not even in TLS. */
const silent = async (): Promise<Socket> => {
  const socket = connect(port, '127.0.0.1');
  sockets.push(socket.on('error', () => undefined));
  await once(socket, 'connect');
  return socket;
};
const slow = (localAddress?: string) => {
  const before = release.length;
  const answer = ask('/slow', undefined, localAddress);
  answer.catch(() => undefined);
  return eventually('a slow request under way', () => release.length > before).then(() => ({ answer }));
};

describe('a server with limits', () => {
  it('X6: serves while 5,000 connections of the same address say nothing, and holds no more than its limit', async () => {
    await open({ maxConnectionsPerAddress: 1_000 });
    for (let batch = 0; batch < 50; batch += 1) await Promise.all(Array.from({ length: 100 }, silent));
    expect(await ask('/quick')).toMatchObject({ status: 200, ok: true });
    await eventually('the others are gone', () => sockets.filter(({ destroyed }) => !destroyed).length <= 1_000);
    expect(new Set(shed)).toEqual(new Set(['silent']));
  });

  it('S9: ends a connection that does not agree on TLS within ten seconds, also one that says a little now and then', async () => {
    await open({});
    const [mute, slowly] = [await silent(), await silent()];
    const sinceMs = performance.now();
    const trickle = setInterval(() => slowly.write(Buffer.of(22)), 1_000);
    await Promise.all([mute, slowly].map((socket) => socket.destroyed || once(socket, 'close')));
    clearInterval(trickle);
    expect(performance.now() - sinceMs).toBeGreaterThan(9_000);
    expect(performance.now() - sinceMs).toBeLessThan(16_000);
  }, 30_000);

  it('S9: ends a connection that agrees on TLS and sends no whole headers within ten seconds', async () => {
    await open({});
    const ends = await Promise.all(
      ['', 'GET / HTTP/1.1\r\nhost: a\r\nx: '].map(async (begun) => {
        const socket = connectTls({ port, host: '127.0.0.1', rejectUnauthorized: false });
        sockets.push(socket.on('error', () => undefined));
        await once(socket, 'secureConnect');
        socket.write(begun);
        const trickle = setInterval(() => begun !== '' && socket.write('y'), 1_000);
        let text = '';
        socket.on('data', (chunk) => {
          text += String(chunk);
        });
        const sinceMs = performance.now();
        await once(socket, 'close');
        clearInterval(trickle);
        return { text, tookMs: performance.now() - sinceMs };
      }),
    );
    for (const { text, tookMs } of ends) {
      expect(text).toMatch(/^HTTP\/1\.1 408 .*"code":"request_timeout"/s);
      expect(tookMs).toBeLessThan(16_000);
    }
  }, 30_000);

  it('S9: answers 429 with Retry-After to an address with too many requests under way, and serves the others', async () => {
    await open({ maxConnectionsPerAddress: 2 });
    await Promise.all([slow(), slow()]);
    const refused = await ask('/quick');
    expect(refused).toMatchObject({ status: 429, code: 'too_many_requests' });
    expect(refused.headers).toMatchObject({ 'retry-after': '1', connection: 'close' });
    expect(await ask('/quick', undefined, '127.0.0.2')).toMatchObject({ status: 200 });
    expect(shed).toEqual(['connections_of_address']);
  });

  it('S9: answers 503 with Retry-After where all connections are taken by requests under way, and serves again after', async () => {
    await open({ maxConnections: 2 });
    const [first] = await Promise.all([slow(), slow('127.0.0.2')]);
    const refused = await ask('/quick', undefined, '127.0.0.3');
    expect(refused).toMatchObject({ status: 503, code: 'temporarily_unavailable' });
    expect(refused.headers).toMatchObject({ 'retry-after': '1', connection: 'close' });
    for (const end of release.splice(0)) end();
    expect((await first?.answer)?.status).toBe(200);
    expect(await ask('/quick', undefined, '127.0.0.3')).toMatchObject({ status: 200 });
  });

  it('S9: answers 429 with Retry-After to more requests of an address than its allowance, over however many connections', async () => {
    await open({ requestsPerSecondPerAddress: 2 });
    const answers = [];
    for (let count = 0; count < 20; count += 1) answers.push(await ask('/quick'));
    const statuses = answers.map(({ status }) => status);
    expect(statuses.slice(0, 10)).toEqual(Array(10).fill(200));
    expect(statuses).toContain(429);
    const [refused] = answers.filter(({ status }) => status === 429);
    expect(refused).toMatchObject({ code: 'too_many_requests', headers: { 'retry-after': '1' } });
    expect(await ask('/quick', undefined, '127.0.0.2')).toMatchObject({ status: 200 });
  });

  it('keeps a connection for many requests', async () => {
    await open({ maxConnectionsPerAddress: 1 });
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    for (let count = 0; count < 20; count += 1) expect((await ask('/quick', agent)).status).toBe(200);
    expect(shed).toEqual([]);
  });
});
