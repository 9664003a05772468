import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { type TLSSocket, Server as TlsServer } from 'node:tls';
import { DomainError, TransientError } from '@tollgate/errors';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { clientAddress } from './client-address.js';
import { type Admission, ConnectionBook, type ConnectionLimits } from './connection-book.js';
import { type AllowanceLimits, RequestAllowance } from './request-allowance.js';

export interface ClientLimits extends ConnectionLimits, AllowanceLimits {}

/** Why a client was turned away, or its connection ended. */
export type ShedReason = 'connections_of_address' | 'connections' | 'requests_of_address' | 'silent' | 'handshake';

/** Told of everybody who was turned away. */
export type OnShed = (reason: ShedReason) => void;

const SWEEP_EVERY_MS = 1_000;

/** Holds the clients of a server to its limits, before anything is done for them. A request beyond them is answered with 429 `too_many_requests` or
 *  503, and Retry-After. */
export const limitClients = (fastify: FastifyInstance, limits: ClientLimits, onShed: OnShed = () => undefined): void => {
  const clients = new Clients(limits, onShed);
  clients.watch(fastify.server as Server);
  fastify.addHook('onRequest', (request, reply, done) => {
    const refusal = clients.refusalOf(request);
    if (refusal?.isLast === true) reply.header('connection', 'close');
    done(refusal?.error);
  });
  const sweeper = setInterval(() => clients.sweep(), SWEEP_EVERY_MS).unref();
  fastify.addHook('onClose', async () => clearInterval(sweeper));
};

interface Refusal {
  readonly error: Error;
  /** The connection ends with it. */
  readonly isLast: boolean;
}

const peerOf = ({ remoteAddress, remotePort }: Socket): string => `${remoteAddress} ${remotePort}`;

class Clients {
  private readonly book: ConnectionBook<Socket>;
  private readonly allowance: RequestAllowance;
  /** Connections that have not agreed on TLS yet, by the peer's address and port: the socket that comes of it is another one. */
  private readonly joining = new Map<string, Socket>();
  private readonly rawOf = new WeakMap<Socket, Socket>();
  /** Of requests over connections that are there only to be told so. */
  private readonly turnedAway = new WeakMap<object, Admission>();

  constructor(
    limits: ClientLimits,
    private readonly onShed: OnShed,
  ) {
    this.book = new ConnectionBook(limits);
    this.allowance = new RequestAllowance(limits);
  }

  watch(server: Server): void {
    const isTls = (server as unknown) instanceof TlsServer;
    server.on('connection', (socket: Socket) => this.admit(socket, isTls));
    server.on('secureConnection', (socket: TLSSocket) => this.secured(socket));
    server.prependListener('request', (request, response) => {
      const socket = this.rawOf.get(request.socket) ?? request.socket;
      const admission = this.book.begin(socket);
      if (admission !== 'admitted') this.turnedAway.set(request, admission);
      response.once('close', () => this.book.end(socket));
    });
  }

  /** Why a request is turned away; undefined where it is not. */
  refusalOf({ raw }: FastifyRequest): Refusal | undefined {
    const admission = this.turnedAway.get(raw);
    if (admission === 'full') {
      this.onShed('connections');
      return { error: new TransientError('too many connections'), isLast: true };
    }
    const isCrowded = admission === 'address_full';
    if (!isCrowded && this.allowance.take(clientAddress(raw.socket.remoteAddress ?? ''))) return undefined;
    this.onShed(isCrowded ? 'connections_of_address' : 'requests_of_address');
    return { error: new DomainError('too_many_requests'), isLast: isCrowded };
  }

  sweep(): void {
    this.allowance.sweep();
    for (const socket of this.book.late()) this.drop(socket, 'handshake');
  }

  private admit(socket: Socket, isTls: boolean): void {
    const { remoteAddress } = socket;
    if (remoteAddress === undefined) {
      socket.destroy(); // gone already
      return;
    }
    const peer = peerOf(socket);
    const { admission, evicted } = this.book.open(socket, clientAddress(remoteAddress));
    if (evicted !== undefined) this.drop(evicted, 'silent');
    if (admission === 'refused') {
      this.drop(socket, 'connections');
      return;
    }
    if (isTls) this.joining.set(peer, socket);
    else this.book.secure(socket);
    socket.once('close', () => {
      this.book.close(socket);
      if (this.joining.get(peer) === socket) this.joining.delete(peer);
    });
  }

  private secured(socket: TLSSocket): void {
    const peer = peerOf(socket);
    const raw = this.joining.get(peer);
    if (raw === undefined) return;
    this.joining.delete(peer);
    this.rawOf.set(socket, raw);
    this.book.secure(raw);
  }

  private drop(socket: Socket, reason: ShedReason): void {
    this.onShed(reason);
    socket.destroy();
  }
}
