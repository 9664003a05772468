import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { FaultyLink, type Ways } from './faulty-link.js';

/** Whose connections a fault befalls: those that stand now, those made from now on, or both. */
export type Reach = 'existing' | 'new' | 'all';

export interface FaultProxyOptions {
  /** Any free port unless given. */
  readonly port?: number;
}

const PASS: Ways = { requests: 'pass', answers: 'pass' };
/** When a server's keepalive gives up a silent connection; Postgres' does by our settings, 10 s and three times 5 s. */
const SERVER_NOTICES_MS = 25_000;

/** Stands before a server on loopback and does to its connections what networks and machines do. A fault lasts until the next one is called,
 *  or `pass`.
 *
 *  ```ts
 *  const proxy = await FaultProxy.before(postgres.urlFor('fraud'));
 *  const pool = new Pool({ connectionString: proxy.url, name: 'test' });
 *  proxy.freeze('existing'); // X5: what stands is dead and nobody is told; whoever connects anew is served
 *  ```
 */
export class FaultProxy {
  private readonly links = new Set<FaultyLink>();
  /** Clients have closed these, and the server was not told. */
  private readonly orphans = new Set<FaultyLink>();
  private server: Server | undefined;
  /** What a connection made from now on meets. */
  private fresh: Ways = PASS;

  private constructor(
    private readonly target: { readonly host: string; readonly port: number },
    private readonly serverUrl: string,
    readonly port: number,
  ) {}

  /** Stands before the server of this URL, which names a host and a port; see `url`. */
  static async before(serverUrl: string, { port = 0 }: FaultProxyOptions = {}): Promise<FaultProxy> {
    const { hostname, port: targetPort } = new URL(serverUrl);
    if (hostname === '' || targetPort === '') throw new Error('the address of a server names its host and its port');
    const server = await listen(port);
    const proxy = new FaultProxy({ host: hostname, port: Number(targetPort) }, serverUrl, (server.address() as AddressInfo).port);
    proxy.serve(server);
    return proxy;
  }

  /** The server's URL by way of the proxy. */
  get url(): string {
    const url = new URL(this.serverUrl);
    url.host = `127.0.0.1:${this.port}`;
    return url.href;
  }

  /** The connections that clients hold open now. */
  get linkCount(): number {
    return this.links.size;
  }

  /** Ends every fault but `lose`: what was held goes on, new connections are taken. Where bytes were lost nothing comes any more in that direction:
   *  TCP does not pass over a hole. */
  async pass(): Promise<void> {
    this.set(PASS, 'all');
    if (this.server === undefined) this.serve(await listen(this.port));
  }

  /** Connections are taken, and not a byte moves any more, nor a FIN, and nobody is told: a stopped machine or process. What is sent meanwhile
   *  arrives after `pass`, unless it is `dropped`. */
  freeze(reach: Reach = 'all', bytes: 'kept' | 'dropped' = 'kept'): void {
    const way = bytes === 'kept' ? 'hold' : 'drop';
    this.set({ requests: way, answers: way }, reach);
  }

  /** One direction is silent, and what is sent in it is lost; the other goes on. */
  halfOpen(silent: keyof Ways = 'answers', reach: Reach = 'all'): void {
    this.set({ ...PASS, [silent]: 'drop' }, reach);
  }

  /** Every byte comes so much later, in each direction; as many may be on their way as are sent. */
  delay(ms: number, reach: Reach = 'all'): void {
    this.set({ requests: ms, answers: ms }, reach);
  }

  /** Whatever the server answers comes as noise of the same length. */
  garbage(reach: Reach = 'all'): void {
    this.set({ ...PASS, answers: 'garble' }, reach);
  }

  /** The server is gone without a word: its side of each connection is closed, the client's stays open and takes whatever is sent. */
  vanish(): void {
    for (const link of this.links) link.vanish();
  }

  /** The connections that stand are dead for good, and nobody is told: a firewall forgot them, or an address has moved. New ones are served. */
  lose(serverNoticesMs = SERVER_NOTICES_MS): void {
    for (const link of this.links) link.lose(serverNoticesMs);
  }

  /** Resets the connections that stand, at both ends. */
  cut(): void {
    for (const link of this.links) link.cut();
  }

  /** Nobody listens any more: new connections are refused. Those that stand go on; see `cut`. */
  refuse(): void {
    this.server?.close();
    this.server = undefined;
  }

  /** Ends the proxy and all its connections. */
  async close(): Promise<void> {
    const { server } = this;
    this.refuse();
    for (const link of [...this.links, ...this.orphans]) link.cut();
    if (server !== undefined) await once(server, 'close');
  }

  private set(ways: Ways, reach: Reach): void {
    if (reach !== 'existing') this.fresh = ways;
    if (reach !== 'new') for (const link of this.links) link.set(ways);
  }

  private forget(link: FaultyLink): void {
    this.links.delete(link);
    if (link.isFarOpen) this.orphans.add(link);
  }

  private serve(server: Server): void {
    this.server = server;
    server.on('connection', (near) => {
      const link = new FaultyLink(near, this.target, this.fresh);
      this.links.add(link);
      near.on('close', () => this.forget(link));
    });
  }
}

const listen = async (port: number): Promise<Server> => {
  const server = createServer({ allowHalfOpen: true });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
};
