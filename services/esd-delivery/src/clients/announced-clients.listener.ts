import type { Server, Socket } from 'node:net';
import { Injectable } from '@nestjs/common';
import { type Header, readPrologue } from './proxy-protocol.js';
import { TrustedProxies } from './trusted-proxies.store.js';

const prologueTimeoutMs = 5_000;

/** Reads in front of everything else whom a listed proxy speaks for, where it says so (PROXY protocol, version 1 or 2); TLS and HTTP follow as
 *  if nothing had been before them. Of anybody else such a header is no TLS, and no HTTP. */
@Injectable()
export class AnnouncedClients {
  /** By the ends of the connection: TLS wraps what was accepted into a socket of its own. */
  private readonly announced = new Map<string, string>();

  constructor(private readonly proxies: TrustedProxies) {}

  /** Puts itself before the server's own listener. `isAdmitted` may turn a connection away once it is known who is behind it. */
  listenBefore(server: Server, isAdmitted: (socket: Socket) => boolean): void {
    const listeners = server.listeners('connection') as ((socket: Socket) => void)[];
    server.removeAllListeners('connection');
    server.on('connection', (socket: Socket) => {
      const accept = () => {
        if (!isAdmitted(socket)) return socket.destroy();
        for (const listener of listeners) listener.call(server, socket);
      };
      if (this.proxies.isListed(socket.remoteAddress ?? '')) this.read(socket, accept);
      else accept();
    });
  }

  /** Whom the connection was announced for. */
  of(socket: Socket): string | undefined {
    return this.announced.get(nameOf(socket));
  }

  private without({ address, lengthBytes }: Header, socket: Socket, bytes: Buffer): Buffer {
    const name = nameOf(socket);
    if (address !== undefined) {
      this.announced.set(name, address);
      socket.once('close', () => this.announced.delete(name));
    }
    return bytes.subarray(lengthBytes);
  }

  private read(socket: Socket, accept: () => void): void {
    let bytes = Buffer.alloc(0);
    const giveUp = () => socket.destroy();
    const timer = setTimeout(giveUp, prologueTimeoutMs);
    const settle = () => {
      clearTimeout(timer);
      socket.off('readable', look).off('error', giveUp).off('close', settle);
    };
    const look = () => {
      bytes = Buffer.concat([bytes, ...readAll(socket)]);
      const prologue = readPrologue(bytes);
      if (prologue.kind === 'more') return;
      settle();
      if (prologue.kind === 'malformed') return giveUp();
      const rest = prologue.kind === 'header' ? this.without(prologue, socket, bytes) : bytes;
      if (rest.length > 0) socket.unshift(rest);
      accept();
    };
    socket.on('readable', look).on('error', giveUp).on('close', settle);
  }
}

const nameOf = ({ remoteAddress, remotePort, localAddress, localPort }: Socket): string =>
  `${remoteAddress} ${remotePort} ${localAddress} ${localPort}`;

const readAll = (socket: Socket): readonly Buffer[] => {
  const chunks: Buffer[] = [];
  for (let chunk = socket.read() as Buffer | null; chunk !== null; chunk = socket.read()) chunks.push(chunk);
  return chunks;
};
