import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { type Clock, DomainError, TransientError } from '@tollgate/errors';
import { CLOCK, CONFIG, LOG, type Log } from '@tollgate/service';
import { AddressUse } from '../clients/address-limits.store.js';
import { AnnouncedClients } from '../clients/announced-clients.listener.js';
import type { Client } from '../clients/client-of.js';
import { countedAddress } from '../clients/ip-address.js';
import { TrustedProxies } from '../clients/trusted-proxies.store.js';
import type { Config } from '../config.js';
import { PageHandler } from '../pages/show-page.handler.js';
import { FileHandler, type FileRequest } from '../transfers/send-file.handler.js';
import { linkProblemOf, newRequestId, sendProblem, TooManyRequests } from './answers.client.js';
import { type LinkTarget, linkTarget } from './link-target.js';

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

/** The download host, over TLS; in plain on the loopback interface too where the configuration says so. Beside Nest's own HTTP: a download needs
 *  the connection itself. HTTP/1.1 alone is offered, as in HTTP/2 one connection carries many answers and its end says nothing of one. */
@Injectable()
export class DownloadListener implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly servers: Server[] = [];
  private readonly use: AddressUse;
  /** Connections that bring a file: what a client sends on them is no further request. */
  private readonly taken = new WeakSet<Socket>();

  @Inject(LOG) private readonly log!: Log;
  @Inject(CLOCK) private readonly clock!: Clock;
  @Inject() private readonly announced!: AnnouncedClients;
  @Inject() private readonly proxies!: TrustedProxies;

  constructor(
    private readonly files: FileHandler,
    private readonly pages: PageHandler,
    @Inject(CONFIG) private readonly config: Pick<Config, 'downloads' | 'clients'>,
  ) {
    this.use = new AddressUse(config.clients.limits);
  }

  async onApplicationBootstrap(): Promise<void> {
    const { port, plainPort, host, certFile, keyFile } = this.config.downloads;
    const answer = (request: IncomingMessage, response: ServerResponse) => void this.answer(request, response);
    const tls = { cert: readFileSync(certFile), key: readFileSync(keyFile), minVersion: 'TLSv1.2' as const };
    const secure = createTlsServer(
      { ...limits, ...tls, ALPNProtocols: ['http/1.1', 'http/1.0'], handshakeTimeout: 10_000 },
      answer,
    );
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
    this.announced.listenBefore(server, (socket) => this.isAdmitted(socket));
    server.on('clientError', (_error, socket) => socket.destroy());
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
    this.servers.push(server);
  }

  private isAdmitted(socket: Socket): boolean {
    const address = this.connectedAddress(socket);
    if (address === undefined) return true;
    socket.once('close', () => this.use.closed(address));
    return this.use.connected(address);
  }

  /** Undefined for a listed proxy that did not say whom it speaks for: many are behind it. */
  private connectedAddress(socket: Socket): string | undefined {
    const peer = socket.remoteAddress ?? '';
    const announced = this.announced.of(socket);
    return announced === undefined && this.proxies.isListed(peer) ? undefined : countedAddress(announced ?? peer);
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (this.taken.has(request.socket)) return;
    const target = linkTarget(request.url ?? '');
    const { token } = target;
    const asked = { request, response, token, requestId: newRequestId(), client: this.clientOf(request) };
    try {
      await this.serve(target, asked);
    } catch (error) {
      if (!(error instanceof DomainError)) this.report(error, asked.requestId);
      await this.refuse(error, target, asked);
    }
  }

  private async refuse(error: unknown, target: LinkTarget, asked: FileRequest): Promise<void> {
    const { request, response, requestId } = asked;
    if (response.headersSent || request.socket.destroyed) return;
    const problem = linkProblemOf(error, requestId);
    const page = target.isForPeople ? await this.pages.refused(problem.body.code, asked, target) : undefined;
    sendProblem(request, response, { problem, page, extra: problem.status === 405 ? { Allow: methodsOf[target.part] } : {} });
  }

  private clientOf({ socket, headers, httpVersion }: IncomingMessage): Client {
    const peer = socket.remoteAddress ?? '';
    return this.proxies.clientOf({ peer, announced: this.announced.of(socket), headers, httpVersion });
  }

  private serve(target: LinkTarget, asked: FileRequest): Promise<void> {
    const { token, part } = target;
    const { request, client } = asked;
    this.limitRequests(client);
    if (token === '') throw new DomainError('not_found');
    if (!(methodsOf[part] ?? '').split(', ').includes(request.method ?? '')) throw new DomainError('method_not_allowed');
    if (part !== 'file') return this.pages[part](asked, target);
    return request.method === 'GET' ? this.serveFile(asked) : this.files.answer(asked);
  }

  private limitRequests({ address }: Client): void {
    const seconds = this.use.requested(countedAddress(address), this.clock.now().getTime());
    if (seconds > 0) throw new TooManyRequests(seconds, 'too many requests from your address');
  }

  private async serveFile(asked: FileRequest): Promise<void> {
    const { request, response, client } = asked;
    // An answer that goes past the HTTP library must not overtake the one to an earlier request on this connection.
    if (response.socket === null) throw new DomainError('malformed_request', undefined, 'one request for a file on a connection');
    const address = countedAddress(client.address);
    if (!this.use.mayBeSent(address)) throw new TooManyRequests(10, 'too many downloads at a time from your address');
    request.socket.once('close', () => this.use.sent(address));
    this.taken.add(request.socket);
    await this.files.answer(asked);
  }

  private report(error: unknown, requestId: string): void {
    if (error instanceof TransientError) this.log.warn({ requestId, error }, 'a download could not be served');
    else this.log.error({ requestId, error }, 'a download met a defect');
  }
}

const methodsOf: Readonly<Record<LinkTarget['part'], string>> = {
  page: 'GET, HEAD',
  file: 'GET, HEAD',
  received: 'POST',
  status: 'GET, HEAD',
  logo: 'GET, HEAD',
};
