import { createServer, type Server, type Socket } from 'node:net';
import type { Bank } from './bank.js';
import { GatewayLink } from './gateway-link.js';

/** Takes links and answers their messages. */
export class AcquirerServer {
  private readonly server: Server;
  private readonly links = new Set<GatewayLink>();
  private linkCount = 0;

  constructor(private readonly bank: Bank) {
    this.server = createServer({ noDelay: true }, (socket) => this.accept(socket));
  }

  /** Listens; answers the port, which the system chooses when 0 was asked for. */
  listen(port: number, host: string): Promise<number> {
    return new Promise((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, host, () => {
        const address = this.server.address();
        resolve(typeof address === 'object' && address !== null ? address.port : port);
      });
    });
  }

  /** Cuts every link; answers still held back are never sent. */
  stop(): Promise<void> {
    for (const link of this.links) link.cut();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private accept(socket: Socket): void {
    const link = new GatewayLink(++this.linkCount, socket, this.bank);
    this.links.add(link);
    socket.on('close', () => this.links.delete(link));
  }
}
