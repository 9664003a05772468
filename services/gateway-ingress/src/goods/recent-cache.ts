import type { Clock } from '@tollgate/errors';

export interface RecentCacheOptions {
  readonly maxAgeMs: number;
  /** With one more, the one used longest ago is dropped. */
  readonly maxCount: number;
  readonly clock: Clock;
}

interface Entry<V> {
  readonly value: V;
  readonly untilMs: number;
}

/** Remembers for a while, within bounds. What it no longer knows is to be asked for: it never says that something is not there. */
export class RecentCache<V> {
  /** The one used last at the end. */
  private readonly entries = new Map<string, Entry<V>>();

  constructor(private readonly options: RecentCacheOptions) {}

  get(key: string): V | undefined {
    const entry = this.entries.get(key);
    if (entry === undefined) return undefined;
    this.entries.delete(key);
    if (entry.untilMs <= this.options.clock.now().getTime()) return undefined;
    this.entries.set(key, entry);
    return entry.value;
  }

  set(key: string, value: V): void {
    const { maxAgeMs, maxCount, clock } = this.options;
    this.entries.delete(key);
    this.entries.set(key, { value, untilMs: clock.now().getTime() + maxAgeMs });
    if (this.entries.size <= maxCount) return;
    const [oldest] = this.entries.keys();
    if (oldest !== undefined) this.entries.delete(oldest);
  }

  delete(key: string): void {
    this.entries.delete(key);
  }
}
