import { createServer, connect as dial, type Server, type Socket } from 'node:net';

interface Link {
  readonly near: Socket;
  readonly far: Socket;
  isFrozen: boolean;
}

/** A proxy on loopback that does to connections what networks do: freeze them, half-open them, cut them. */
export class TcpProxy {
  private readonly links = new Set<Link>();
  private areNewFrozen = false;
  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  /** Stands before the server of this URL; `url` is the same by way of the proxy. */
  static async before(serverUrl: string): Promise<TcpProxy> {
    const target = new URL(serverUrl);
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('the proxy listens on a port');
    const url = new URL(serverUrl);
    url.host = `127.0.0.1:${address.port}`;
    const proxy = new TcpProxy(server, url.href);
    server.on('connection', (near) => proxy.link(near, Number(target.port)));
    return proxy;
  }

  get linkCount(): number {
    return this.links.size;
  }

  /** Nothing gets through any more, in either direction, and nobody is told. */
  freeze(): void {
    for (const link of this.links) this.hold(link);
  }

  /** As `freeze`, for the connections made from now on, too. */
  freezeNew(areFrozen: boolean): void {
    this.areNewFrozen = areFrozen;
  }

  /** Lets through again what is held, and what comes. */
  thaw(): void {
    this.areNewFrozen = false;
    for (const link of this.links) {
      link.isFrozen = false;
      link.near.resume();
      link.far.resume();
    }
  }

  /** The server is gone without a word: its side is closed, ours stays open and takes whatever is sent. */
  halfOpen(): void {
    for (const link of this.links) {
      this.hold(link);
      link.near.resume();
      link.far.destroy();
    }
  }

  /** Resets all connections. */
  cut(): void {
    for (const { near, far } of this.links) {
      near.resetAndDestroy();
      far.destroy();
    }
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private hold(link: Link): void {
    link.isFrozen = true;
    link.near.pause();
    link.far.pause();
  }

  private link(near: Socket, port: number): void {
    const far = dial(port, '127.0.0.1');
    const link: Link = { near, far, isFrozen: this.areNewFrozen };
    this.links.add(link);
    near.on('data', (bytes) => link.isFrozen || far.write(bytes));
    far.on('data', (bytes) => link.isFrozen || near.write(bytes));
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      one.on('error', () => undefined);
      one.on('end', () => link.isFrozen || other.end());
      one.on('close', () => {
        if (one === near) this.links.delete(link);
        if (!link.isFrozen) other.destroy();
      });
    }
    if (link.isFrozen) this.hold(link);
  }
}
