/** What one address may do at a time. */
export interface AddressLimits {
  readonly connections: number;
  /** Files being sent. */
  readonly transfers: number;
  readonly requestsPerMinute: number;
}

interface Use {
  connections: number;
  transfers: number;
  /** Requests of the running minute. */
  requests: number;
  minute: number;
}

const minuteMs = 60_000;

/** What each address does here, in this replica. An address that does nothing is forgotten after a minute. */
export class AddressUse {
  private readonly uses = new Map<string, Use>();
  private minute = 0;

  constructor(private readonly limits: AddressLimits) {}

  /** Whether one more connection is within the limits; it counts until `closed`, either way. */
  connected(address: string): boolean {
    const use = this.of(address);
    use.connections += 1;
    return use.connections <= this.limits.connections;
  }

  closed(address: string): void {
    this.of(address).connections -= 1;
  }

  /** Seconds until one more request of the address is within the limits; 0: it is, and counts. */
  requested(address: string, nowMs: number): number {
    const minute = Math.floor(nowMs / minuteMs);
    if (minute !== this.minute) this.forget(minute);
    const use = this.of(address);
    if (use.minute !== minute) Object.assign(use, { minute, requests: 0 });
    if (use.requests >= this.limits.requestsPerMinute) return Math.ceil(((minute + 1) * minuteMs - nowMs) / 1_000);
    use.requests += 1;
    return 0;
  }

  /** Whether one more file may be sent; it counts until `sent`. */
  mayBeSent(address: string): boolean {
    const use = this.of(address);
    if (use.transfers >= this.limits.transfers) return false;
    use.transfers += 1;
    return true;
  }

  sent(address: string): void {
    this.of(address).transfers -= 1;
  }

  get knownCount(): number {
    return this.uses.size;
  }

  private of(address: string): Use {
    const use = this.uses.get(address) ?? { connections: 0, transfers: 0, requests: 0, minute: this.minute };
    this.uses.set(address, use);
    return use;
  }

  private forget(minute: number): void {
    this.minute = minute;
    for (const [address, use] of this.uses) if (use.connections <= 0 && use.transfers <= 0) this.uses.delete(address);
  }
}
