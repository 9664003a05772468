export interface AllowanceLimits {
  /** Requests a second of one address over time; 0 is no limit. */
  readonly requestsPerSecondPerAddress: number;
}

/** So many seconds' worth may come at once, after a pause. */
const BURST_SECONDS = 5;

interface Bucket {
  left: number;
  atMs: number;
}

/** How many requests each address may still make: so many a second, and some seconds' worth at once. */
export class RequestAllowance {
  private readonly buckets = new Map<string, Bucket>();
  private readonly burst: number;

  constructor(
    private readonly limits: AllowanceLimits,
    private readonly nowMs: () => number = () => performance.now(),
  ) {
    this.burst = limits.requestsPerSecondPerAddress * BURST_SECONDS;
  }

  /** Whether this address may make one more request now; if so, it is counted. */
  take(address: string): boolean {
    if (this.burst === 0) return true;
    const atMs = this.nowMs();
    const bucket = this.buckets.get(address);
    const left = bucket === undefined ? this.burst : this.leftIn(bucket, atMs);
    const isAllowed = left >= 1;
    const now = { left: isAllowed ? left - 1 : left, atMs };
    if (bucket === undefined) this.buckets.set(address, now);
    else Object.assign(bucket, now);
    return isAllowed;
  }

  /** Forgets who has all of it again. */
  sweep(): void {
    const atMs = this.nowMs();
    for (const [address, bucket] of this.buckets) if (this.leftIn(bucket, atMs) >= this.burst) this.buckets.delete(address);
  }

  /** The addresses that are kept. */
  get size(): number {
    return this.buckets.size;
  }

  private leftIn({ left, atMs }: Bucket, nowMs: number): number {
    return Math.min(this.burst, left + ((nowMs - atMs) / 1_000) * this.limits.requestsPerSecondPerAddress);
  }
}
