import type { RewrappableKeys, RewrapRequest, WrappedKey, WrappedKeyCounts, WrappedKeys } from '../keys/data-keys.store.js';

/** Data keys' rows in memory. */
export class MemoryWrappedKeys implements WrappedKeys, RewrappableKeys {
  readonly rows = new Map<string, WrappedKey>();

  async insert(key: WrappedKey): Promise<void> {
    this.rows.set(key.id, key);
  }

  async find(id: string): Promise<WrappedKey | undefined> {
    return this.rows.get(id);
  }

  async countByVaultKey(): Promise<WrappedKeyCounts> {
    const counts = new Map<string, number>();
    for (const { wrappedBy } of this.rows.values()) counts.set(wrappedBy, (counts.get(wrappedBy) ?? 0) + 1);
    return counts;
  }

  async rewrap({ wrappedBy, after, count, rewrap }: RewrapRequest): Promise<string | undefined> {
    const batch = [...this.rows.values()]
      .filter((row) => wrappedBy.includes(row.wrappedBy) && row.id > after)
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .slice(0, count);
    for (const row of batch) {
      const anew = rewrap(row);
      if (anew !== undefined) this.rows.set(row.id, anew);
    }
    return batch.at(-1)?.id;
  }
}
