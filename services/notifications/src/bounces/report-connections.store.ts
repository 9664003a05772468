import { clientAddress } from '@tollgate/service';

/** A connection as the mail server tells of it. */
export interface ReportPeer {
  readonly id: string;
  readonly remoteAddress: string;
}

export interface ReportConnectionLimits {
  /** From its first moment on, whatever comes in meanwhile. */
  readonly longestMs: number;
  readonly mostOfAddress: number;
  readonly end: (id: string) => void;
}

interface Open {
  readonly address: string;
  readonly timer: NodeJS.Timeout;
}

/** The connections that reports come by. Whoever holds theirs, or sends a sign now and then, keeps nobody else's report away. */
export class ReportConnections {
  private readonly open = new Map<string, Open>();

  constructor(private readonly limits: ReportConnectionLimits) {}

  /** False where its address has as many as it may. */
  admit({ id, remoteAddress }: ReportPeer): boolean {
    const { longestMs, mostOfAddress, end } = this.limits;
    const address = clientAddress(remoteAddress);
    const count = [...this.open.values()].filter((one) => one.address === address).length;
    if (count >= mostOfAddress) return false;
    const timer = setTimeout(() => end(id), longestMs).unref();
    this.open.set(id, { address, timer });
    return true;
  }

  closed({ id }: Pick<ReportPeer, 'id'>): void {
    clearTimeout(this.open.get(id)?.timer);
    this.open.delete(id);
  }
}
