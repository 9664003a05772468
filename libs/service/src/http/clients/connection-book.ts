export interface ConnectionLimits {
  /** Open connections in all. */
  readonly maxConnections: number;
  /** Of one address; 0 is no limit, for a server whose connections all come from a load balancer. */
  readonly maxConnectionsPerAddress: number;
}

/** What becomes of a new connection. `address_full` and `full`: its request is answered with 429 or 503, and it ends. */
export type Admission = 'admitted' | 'address_full' | 'full' | 'refused';

/** So many beyond the limits are taken, to be told so. */
const MAX_SURPLUS = 100;
/** For TLS to be agreed on. Source: reliability S9. */
const HANDSHAKE_MS = 10_000;

/** Some connections, and which of them nobody would miss; each set is in the order in which they came to be so. */
class Group<C> {
  size = 0;
  /** Never asked anything. */
  readonly silent = new Set<Connection<C>>();
  /** Between two requests. */
  readonly idle = new Set<Connection<C>>();

  /** Whoever is missed least. */
  get quietest(): Connection<C> | undefined {
    const [silent] = this.silent;
    const [idle] = this.idle;
    return silent ?? idle;
  }
}

interface Connection<C> {
  readonly socket: C;
  readonly address: string;
  readonly group: Group<C>;
  readonly sinceMs: number;
  readonly admission: Admission;
  isSecured: boolean;
  underWayCount: number;
}

/** Who is connected. Where there is no room for one more, the one that has been silent for longest goes, then the one that has been idle for longest:
 *  whoever opens connections and says nothing holds up nobody, not even others behind the same address. */
export class ConnectionBook<C> {
  private readonly all = new Group<C>();
  private readonly groups = new Map<string, Group<C>>();
  private readonly connections = new Map<C, Connection<C>>();
  private surplusCount = 0;

  constructor(
    private readonly limits: ConnectionLimits,
    private readonly nowMs: () => number = () => performance.now(),
  ) {}

  get size(): number {
    return this.all.size;
  }

  /** Notes a new connection, unless it is refused; `evicted` is to be ended in its place. */
  open(socket: C, address: string): { readonly admission: Admission; readonly evicted?: C } {
    const group = this.groups.get(address) ?? new Group<C>();
    const shortage = this.shortageOf(group);
    const evicted = shortage === undefined ? undefined : (shortage === 'full' ? this.all : group).quietest;
    if (evicted !== undefined) this.close(evicted.socket);
    const admission = evicted !== undefined || shortage === undefined ? 'admitted' : shortage;
    if (admission !== 'admitted' && this.surplusCount >= MAX_SURPLUS) return { admission: 'refused' };
    this.add({ socket, address, group, sinceMs: this.nowMs(), admission, isSecured: false, underWayCount: 0 });
    return evicted === undefined ? { admission } : { admission, evicted: evicted.socket };
  }

  /** TLS is agreed on. */
  secure(socket: C): void {
    const connection = this.connections.get(socket);
    if (connection !== undefined) connection.isSecured = true;
  }

  /** A request has begun; answers how its connection was admitted. */
  begin(socket: C): Admission {
    const connection = this.connections.get(socket);
    if (connection === undefined) return 'admitted';
    connection.underWayCount += 1;
    this.disturb(connection);
    return connection.admission;
  }

  /** A request has been answered. */
  end(socket: C): void {
    const connection = this.connections.get(socket);
    if (connection === undefined) return;
    connection.underWayCount -= 1;
    if (connection.underWayCount > 0) return;
    for (const { idle } of [this.all, connection.group]) idle.add(connection);
  }

  close(socket: C): void {
    const connection = this.connections.get(socket);
    if (connection === undefined) return;
    this.connections.delete(socket);
    this.disturb(connection);
    for (const group of [this.all, connection.group]) group.size -= 1;
    if (connection.group.size === 0) this.groups.delete(connection.address);
    if (connection.admission !== 'admitted') this.surplusCount -= 1;
  }

  /** Those that have not agreed on TLS in time. */
  late(): readonly C[] {
    const untilMs = this.nowMs() - HANDSHAKE_MS;
    const late: C[] = [];
    for (const { socket, isSecured, sinceMs } of this.all.silent) {
      if (sinceMs > untilMs) break;
      if (!isSecured) late.push(socket);
    }
    return late;
  }

  private shortageOf({ size }: Group<C>): 'address_full' | 'full' | undefined {
    const { maxConnections, maxConnectionsPerAddress } = this.limits;
    if (maxConnectionsPerAddress > 0 && size >= maxConnectionsPerAddress) return 'address_full';
    return this.all.size >= maxConnections ? 'full' : undefined;
  }

  private add(connection: Connection<C>): void {
    this.connections.set(connection.socket, connection);
    this.groups.set(connection.address, connection.group);
    for (const group of [this.all, connection.group]) {
      group.size += 1;
      group.silent.add(connection);
    }
    if (connection.admission !== 'admitted') this.surplusCount += 1;
  }

  private disturb(connection: Connection<C>): void {
    for (const { silent, idle } of [this.all, connection.group]) {
      silent.delete(connection);
      idle.delete(connection);
    }
  }
}
