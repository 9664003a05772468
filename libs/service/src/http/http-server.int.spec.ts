import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { Body, Controller, Get, Module, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DomainError, TransientError } from '@tollgate/errors';
import { generate } from 'selfsigned';
import { openLog } from '../telemetry/logger.js';
import { configureServer, fastifyFor } from './http-server.js';
import { ProblemFilter } from './problem-filter.js';

@Controller()
class Orders {
  @Post('orders')
  place(@Body() body: unknown): unknown {
    return { got: body };
  }

  @Get('refused')
  refuse(): never {
    throw new DomainError('unknown_currency', '/currency');
  }

  @Get('faulty')
  fault(): never {
    throw new TransientError('postgres://secret@10.0.0.1 is down');
  }

  @Get('broken')
  break(): never {
    throw new TypeError('select * from secrets');
  }
}

@Module({ controllers: [Orders] })
class TestModule {}

const log = openLog({ service: 'test', level: 'silent' });
let app: NestFastifyApplication;
let url: string;
let port: number;

beforeAll(async () => {
  const http = { port: 0 };
  app = await NestFactory.create<NestFastifyApplication>(TestModule, fastifyFor(http), { logger: false, bodyParser: false });
  configureServer(app.getHttpAdapter().getInstance());
  app.useGlobalFilters(new ProblemFilter(log));
  await app.init();
  await app.listen(0, '127.0.0.1');
  url = await app.getUrl();
  port = Number(new URL(url).port);
});

afterAll(() => app.close());

const post = (body: string, headers: Record<string, string> = {}) =>
  fetch(`${url}/orders`, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });

const problemOf = async (answer: Response) => {
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  const body = (await answer.json()) as Record<string, unknown>;
  expect(body.requestId).toBe(answer.headers.get('x-request-id'));
  return { status: answer.status, code: body.code, text: JSON.stringify(body), ...body };
};

/** The first line the server answers to raw bytes, and whether it ended the connection. */
const raw = (send: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(send));
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk.toString();
      if (answer.includes('\r\n\r\n')) {
        socket.destroy();
        resolve(answer);
      }
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });

describe('an HTTP server', () => {
  it('takes JSON and gives every answer a request id', async () => {
    const answer = await post('{"a":1}');
    expect(answer.status).toBe(201);
    expect(await answer.json()).toEqual({ got: { a: 1 } });
    expect(answer.headers.get('x-request-id')).toMatch(/^req_[0-9a-f]{32}$/);
  });

  it("keeps the caller's request id, unless it is not fit to be shown", async () => {
    expect((await post('{}', { 'x-request-id': 'cart-17' })).headers.get('x-request-id')).toBe('cart-17');
    expect((await post('{}', { 'x-request-id': '<script>' })).headers.get('x-request-id')).toMatch(/^req_/);
  });

  it.each([
    ['{"a":', 'malformed_json'],
    ['', 'malformed_json'],
    ['{"metadata":{"__proto__":"x"}}', 'malformed_json'],
    ['['.repeat(40) + ']'.repeat(40), 'malformed_json'],
  ])('refuses %s as %s', async (body, code) => expect(await problemOf(await post(body))).toMatchObject({ status: 400, code }));

  it('says of a body that is packed that it is, rather than that it is no JSON', async () => {
    const packed = await problemOf(await post('{}', { 'content-encoding': 'gzip' }));
    expect(packed).toMatchObject({ status: 415, code: 'unsupported_content_encoding', field: 'Content-Encoding' });
    expect((await post('{}', { 'content-encoding': 'identity' })).status).toBeLessThan(300);
  });

  it('refuses a body that says a member twice, of which the last one would win, and names it unless it may be a secret', async () => {
    const twice = async (name: string) => problemOf(await post(`{"${name}":1,"${name}":2}`));
    expect(await twice('amount')).toMatchObject({
      status: 400,
      code: 'malformed_json',
      detail: '"amount" stands in an object twice',
    });
    expect(JSON.stringify(await twice('4111111111111111'))).not.toContain('4111');
  });

  it.each([
    ['an empty body', '', 'The body is empty. Send a JSON object.'],
    ['cut JSON', '{"a":', 'The body ends too early, at line 1, character 6.'],
    [
      'a comma too many behind a card number',
      '{\n "number": "4111111111111111",\n}',
      'This is no JSON from line 3, character 1 on.',
    ],
  ])('says of %s where it is wrong, and repeats nothing of it', async (...[, body, detail]) =>
    expect(await problemOf(await post(body))).toMatchObject({ code: 'malformed_json', detail }),
  );

  it('refuses other content types', async () =>
    expect(await problemOf(await post('<a/>', { 'content-type': 'application/xml' }))).toMatchObject({
      status: 415,
      code: 'unsupported_media_type',
      detail: expect.stringContaining('Content-Type: application/json'),
    }));

  it('S23: tells the code and the field of a refusal, and nothing of what failed inside', async () => {
    expect(await problemOf(await fetch(`${url}/refused`))).toMatchObject({
      status: 422,
      code: 'unknown_currency',
      field: '/currency',
    });
    const faulty = await fetch(`${url}/faulty`);
    expect(faulty.headers.get('retry-after')).toBe('1');
    expect((await problemOf(faulty)).text).not.toContain('secret');
    expect(faulty.status).toBe(503);
    const broken = await problemOf(await fetch(`${url}/broken`));
    expect(broken).toMatchObject({ status: 500, code: 'internal_error' });
    expect(broken.text).not.toContain('secrets');
    expect(await problemOf(await fetch(`${url}/nowhere`))).toMatchObject({ status: 404, code: 'not_found' });
  });

  it('S9: answers a body over the limit with 413, so that a client that is still sending sees it', async () => {
    const answer = await post(JSON.stringify({ a: 'x'.repeat(10_000_000) }));
    expect(await problemOf(answer)).toMatchObject({
      status: 413,
      code: 'body_too_large',
      detail: 'The body has at most 1,048,576 bytes.',
    });
  });

  it('S9: answers an unannounced body over the limit with 413 as well', async () => {
    const chunk = Buffer.alloc(65_536, 120);
    const status = await new Promise((resolve, reject) => {
      const request = httpRequest(
        `${url}/orders`,
        { method: 'POST', headers: { 'content-type': 'application/json' } },
        (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        },
      );
      request.on('error', reject);
      for (let index = 0; index < 64; index += 1) request.write(chunk);
      request.end();
    });
    expect(status).toBe(413);
  });

  it('S9: reads the rest of a body over the limit, so that a client that sends all before it reads sees the 413', async () => {
    const socket = connect(port, '127.0.0.1');
    socket.pause();
    socket.write('POST /orders HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 10485760\r\n\r\n');
    for (let index = 0; index < 10; index += 1) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      await new Promise<void>((resolve, reject) => {
        socket.write(Buffer.alloc(1_048_576, 120), (error) => (error ? reject(error) : resolve()));
      });
    }
    const answer = await new Promise<string>((resolve) => {
      socket.on('data', (chunk) => resolve(chunk.toString()));
      socket.resume();
    });
    expect(answer).toMatch(/^HTTP\/1\.1 413/);
    socket.destroy();
  });

  it('S9: reads no more than 16 MiB of what is too large', async () => {
    const sent = await new Promise<number>((resolve) => {
      const socket = connect(port, '127.0.0.1');
      socket.write('POST /orders HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 900000000\r\n\r\n');
      const chunk = Buffer.alloc(1_048_576, 120);
      const more = (error?: Error | null) => {
        if (!error && !socket.destroyed) socket.write(chunk, more);
      };
      socket.on('error', () => undefined);
      socket.on('close', () => resolve(socket.bytesWritten));
      more();
    });
    expect(sent).toBeLessThan(64 * 1_048_576);
  });

  it('S9: refuses headers over 16 KiB, and both lengths at once', async () => {
    expect(await raw(`GET / HTTP/1.1\r\nhost: a\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 431/);
    const both = 'POST /orders HTTP/1.1\r\nhost: a\r\ncontent-length: 3\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n';
    expect(await raw(both)).toMatch(/^HTTP\/1\.1 400/);
  });

  it('S9: keeps its time limits on the server', () => {
    const server = app.getHttpServer();
    expect([server.headersTimeout, server.requestTimeout]).toEqual([10_000, 30_000]);
  });
});

describe('an HTTP server with TLS', () => {
  it('S5: speaks TLS 1.2 and later, and HTTP/1.1 only, with the same limits', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tollgate-http-'));
    const certificate = await generate([{ name: 'commonName', value: 'localhost' }], { keySize: 2048 });
    const files = { certFile: join(folder, 'cert.pem'), keyFile: join(folder, 'key.pem') };
    writeFileSync(files.certFile, certificate.cert);
    writeFileSync(files.keyFile, certificate.private);
    const secure = await NestFactory.create<NestFastifyApplication>(
      TestModule,
      fastifyFor({ port: 0, tls: files, requestTimeoutMs: 0 }),
      {
        logger: false,
        bodyParser: false,
      },
    );
    await secure.listen(0, '127.0.0.1');
    const securePort = (secure.getHttpServer().address() as AddressInfo).port;
    const hand = (options: object) =>
      new Promise<string>((resolve) => {
        const socket = connectTls({ port: securePort, host: '127.0.0.1', rejectUnauthorized: false, ...options }, () => {
          resolve(`${socket.getProtocol()} ${socket.alpnProtocol}`);
          socket.destroy();
        });
        socket.on('error', () => resolve('refused'));
      });
    expect(await hand({ ALPNProtocols: ['h2', 'http/1.1'] })).toBe('TLSv1.3 http/1.1');
    expect(await hand({ maxVersion: 'TLSv1.2' })).toBe('TLSv1.2 false');
    expect(await hand({ minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' })).toBe('refused');
    expect([secure.getHttpServer().headersTimeout, secure.getHttpServer().requestTimeout]).toEqual([10_000, 0]);
    await secure.close();
    rmSync(folder, { recursive: true });
  });
});
