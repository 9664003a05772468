import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { DomainError, TransientError } from '@tollgate/errors';
import { CONFIG, LOG, type Log } from '@tollgate/service';
import type { Config } from '../config.js';
import { FileHandler, type FileRequest } from '../transfers/send-file.handler.js';
import { newRequestId, problemOf, sendProblem } from './answers.client.js';
import { problemPage } from './page.js';
import { pageHeaders } from './page-headers.client.js';
import { PageHandler } from './show-page.handler.js';

/** Source: reliability S9. Half-open: how a client ends its side is what tells whether it has everything. */
const limits = {
  maxHeaderSize: 16_384,
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 1_000,
  keepAliveTimeout: 5_000,
  insecureHTTPParser: false,
  allowHalfOpen: true,
};
const maxConnections = 4_000;
const maxConnectionsOfAddress = 256;
const route = /^\/d\/([\w-]{1,200})(\/file)?$/;

interface Target {
  /** Empty where the path is none of ours. */
  readonly token: string;
  readonly isPage: boolean;
}

const targetOf = ({ url = '' }: IncomingMessage): Target => {
  const [, token = '', file] = route.exec(url.split('?', 1)[0] ?? '') ?? [];
  return { token, isPage: token !== '' && file === undefined };
};

/** The download host, over TLS; in plain on the loopback interface too where the configuration says so. Beside Nest's own HTTP: a download needs
 *  the connection itself. HTTP/1.1 alone is offered, as in HTTP/2 one connection carries many answers and its end says nothing of one. */
@Injectable()
export class DownloadListener implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly servers: Server[] = [];
  private readonly countOfAddress = new Map<string, number>();
  /** Connections that bring a file: what a client sends on them is no further request. */
  private readonly taken = new WeakSet<Socket>();

  @Inject(LOG) private readonly log!: Log;

  constructor(
    private readonly files: FileHandler,
    private readonly pages: PageHandler,
    @Inject(CONFIG) private readonly config: Pick<Config, 'downloads'>,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { port, plainPort, host, certFile, keyFile } = this.config.downloads;
    const answer = (request: IncomingMessage, response: ServerResponse) => void this.answer(request, response);
    const tls = { cert: readFileSync(certFile), key: readFileSync(keyFile), minVersion: 'TLSv1.2' as const };
    const secure = createTlsServer({ ...limits, ...tls, ALPNProtocols: ['http/1.1'], handshakeTimeout: 10_000 }, answer);
    await this.listen(secure as unknown as Server, port, host);
    if (plainPort !== undefined) await this.listen(createServer(limits, answer), plainPort, '127.0.0.1');
  }

  /** Takes no more connections. Those that bring a file end with their transfers. */
  onModuleDestroy(): void {
    for (const server of this.servers) server.close();
  }

  /** Of the TLS listener, then of the plain one. */
  get ports(): readonly number[] {
    return this.servers.map((server) => (server.address() as AddressInfo).port);
  }

  private async listen(server: Server, port: number, host: string): Promise<void> {
    server.maxConnections = maxConnections;
    server.on('connection', (socket: Socket) => this.count(socket));
    server.on('clientError', (_error, socket) => socket.destroy());
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
    this.servers.push(server);
  }

  private count(socket: Socket): void {
    const address = socket.remoteAddress ?? '';
    const count = (this.countOfAddress.get(address) ?? 0) + 1;
    this.countOfAddress.set(address, count);
    socket.once('close', () => {
      const left = (this.countOfAddress.get(address) ?? 1) - 1;
      if (left === 0) this.countOfAddress.delete(address);
      else this.countOfAddress.set(address, left);
    });
    if (count > maxConnectionsOfAddress) socket.destroy();
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (this.taken.has(request.socket)) return;
    const target = targetOf(request);
    const asked = { request, response, token: target.token, requestId: newRequestId() };
    try {
      await this.serve(target, asked);
    } catch (error) {
      if (!(error instanceof DomainError)) this.report(error, asked.requestId);
      refuse(error, target, asked);
    }
  }

  private serve({ token, isPage }: Target, asked: FileRequest): Promise<void> {
    const { request, response } = asked;
    if (token === '') throw new DomainError('not_found');
    if (request.method !== 'GET' && request.method !== 'HEAD') throw new DomainError('method_not_allowed');
    if (isPage) return this.pages.answer(asked);
    if (request.method === 'GET') {
      // An answer that goes past the HTTP library must not overtake the one to an earlier request on this connection.
      if (response.socket === null)
        throw new DomainError('malformed_request', undefined, 'one request for a file on a connection');
      this.taken.add(request.socket);
    }
    return this.files.answer(asked);
  }

  private report(error: unknown, requestId: string): void {
    if (error instanceof TransientError) this.log.warn({ requestId, error }, 'a download could not be served');
    else this.log.error({ requestId, error }, 'a download met a defect');
  }
}

const refuse = (error: unknown, { isPage }: Target, { request, response, requestId }: FileRequest): void => {
  if (response.headersSent || request.socket.destroyed) return;
  const problem = problemOf(error, requestId);
  if (isPage) sendPage(request, response, problem);
  else sendProblem(request, response, { problem, extra: problem.status === 405 ? { Allow: 'GET, HEAD' } : {} });
};

const sendPage = (request: IncomingMessage, response: ServerResponse, { status, body }: ReturnType<typeof problemOf>): void => {
  const page = problemPage(body.code, body.requestId);
  response.writeHead(status, { ...pageHeaders, 'Content-Length': Buffer.byteLength(page), 'X-Request-Id': body.requestId });
  response.end(request.method === 'HEAD' ? undefined : page);
};
