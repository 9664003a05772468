/** How often one address may ask for orders that it does not know, so that nobody guesses their way to one. */
const most = 20;
const windowMs = 600_000;
const mostAddresses = 10_000;

interface Misses {
  readonly count: number;
  readonly since: number;
}

export class LookupLimit {
  private readonly misses = new Map<string, Misses>();

  isReached(address: string, nowMs: number): boolean {
    return (this.of(address, nowMs)?.count ?? 0) >= most;
  }

  miss(address: string, nowMs: number): void {
    const { count, since } = this.of(address, nowMs) ?? { count: 0, since: nowMs };
    const [oldest] = this.misses.keys();
    if (this.misses.size >= mostAddresses && oldest !== undefined) this.misses.delete(oldest);
    this.misses.set(address, { count: count + 1, since });
  }

  private of(address: string, nowMs: number): Misses | undefined {
    const known = this.misses.get(address);
    return known !== undefined && nowMs - known.since < windowMs ? known : undefined;
  }
}
