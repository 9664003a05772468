import { randomBytes } from 'node:crypto';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { get } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { connect } from 'node:tls';
import { DomainError } from '@tollgate/errors';
import { eventually } from '@tollgate/testing';
import { TestGateway } from '../testing/gateway.js';

const head = {
  'content-type': 'text/csv; charset=utf-8',
  'content-disposition': 'attachment; filename="journal-test-2026-11-01-2026-11-30.csv"',
  'x-export-entries': '2',
  'x-export-lines': '7',
  'x-export-totals': 'USD 108.52',
  'x-inner': 'not for merchants',
};
const path = '/v1/exports/csv?from=2026-11-01&to=2026-11-30';

describe('GET /v1/exports/{format}', () => {
  let gateway: TestGateway;
  let reporting: Server;
  let answer: (response: ServerResponse) => void;

  beforeAll(async () => {
    gateway = await TestGateway.start();
    reporting = createServer((_request, response) => answer(response));
    await new Promise<void>((resolve) => reporting.listen(0, '127.0.0.1', resolve));
  });
  beforeEach(() => {
    gateway.neighbors.exportUrl = `http://127.0.0.1:${(reporting.address() as AddressInfo).port}/exports/1`;
    answer = (response) => response.writeHead(200, head).end('entry,day\r\n');
  });
  afterAll(async () => {
    reporting.close();
    await gateway.stop();
  });

  it('hands the file on with its name, its type and what is to come', async () => {
    const { status, text, headers } = await gateway.send('GET', `${path}&timeZone=America/New_York&currency=USD`);
    expect([status, text]).toEqual([200, 'entry,day\r\n']);
    const { 'x-inner': _, ...shown } = head;
    expect(headers).toMatchObject({ ...shown, 'cache-control': 'no-store', 'x-request-id': expect.any(String) });
    expect(headers['x-inner']).toBeUndefined();
    expect(headers['strict-transport-security']).toBeDefined();
    expect(gateway.neighbors.exportsAsked.at(-1)).toMatchObject({
      merchant: 'mer_demo',
      mode: 'test',
      format: 'csv',
      from: '2026-11-01',
      to: '2026-11-30',
      timeZone: 'America/New_York',
      currency: 'USD',
    });
  });

  it('answers HEAD without the file', async () => {
    const { status, text, headers } = await gateway.send('HEAD', path);
    expect([status, text, headers['x-export-entries']]).toEqual([200, '', '2']);
  });

  it.each([
    ['a format that there is not', '/v1/exports/doc?from=2026-11-01&to=2026-11-30', 'unknown_format', 'format'],
    ['a day that there is not', '/v1/exports/csv?from=2026-02-30&to=2026-11-30', 'invalid_date', 'from'],
    ['more than a year', '/v1/exports/csv?from=2024-01-01&to=2026-11-30', 'invalid_date_range', 'to'],
    ['a currency that is none', `${path}&currency=dollars`, 'unknown_currency', 'currency'],
  ])('refuses %s', async (...[, url, code, field]) => {
    const { status, json } = await gateway.send('GET', url);
    expect([status, json.code, json.field, json.detail]).toEqual([422, code, field, expect.any(String)]);
  });

  it.each([
    'currency_required',
    'currency_not_exact',
    'currency_not_taken',
    'too_many_lines',
    'period_crosses_years',
    'invalid_time_zone',
  ])('passes on %s, and says what to do', async (code) => {
    gateway.neighbors.exportUrl = new DomainError(code, 'currency');
    const { status, json } = await gateway.send('GET', path);
    expect([status, json.code, json.detail]).toEqual([422, code, expect.any(String)]);
  });

  it('is not had by HTTP/1.0, where a file that was cut off looks whole', async () => {
    const socket = connect({ port: gateway.port, host: '127.0.0.1', rejectUnauthorized: false });
    socket.write(`GET ${path} HTTP/1.0\r\nauthorization: Bearer ${gateway.apiKey}\r\n\r\n`);
    const answer = await text(socket);
    expect(answer).toMatch(/^HTTP\/1\.1 505 /);
    expect(answer).toContain('"code":"http_version_not_supported"');
  });

  it('answers 503 where reporting cannot begin the file', async () => {
    answer = (response) => response.writeHead(503).end();
    const { status, headers } = await gateway.send('GET', path);
    expect([status, headers['retry-after']]).toEqual([503, expect.any(String)]);
  });

  it('cuts off a file that breaks half-way, so that nobody takes it for whole', async () => {
    answer = (response) => {
      response.writeHead(200, head).write(randomBytes(100_000));
      setTimeout(() => response.destroy(), 50);
    };
    await expect(gateway.send('GET', path)).rejects.toThrow(/aborted|socket hang up/);
  });

  it('takes no more from reporting than the merchant takes, and ends there when they go', async () => {
    let written = 0;
    let isEnded = false;
    answer = (response) => {
      response.writeHead(200, head);
      const piece = randomBytes(1_048_576);
      const write = (): void => {
        while (!response.destroyed && written < 512) {
          written += 1;
          if (!response.write(piece)) return void response.once('drain', write);
        }
      };
      response.once('close', () => {
        isEnded = true;
      });
      write();
    };
    const options = {
      port: gateway.port,
      path,
      rejectUnauthorized: false,
      headers: { authorization: `Bearer ${gateway.apiKey}` },
    };
    const response = await new Promise<import('node:http').IncomingMessage>((resolve) => get(options, resolve));
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(written).toBeLessThan(64);
    response.destroy();
    await eventually('the end of it at reporting', async () => isEnded);
  });
});
