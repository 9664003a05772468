import { setImmediate as nextTurn } from 'node:timers/promises';
import { type RewrappableKeys, unwrap, type WrappedKey, wrap } from './data-keys.store.js';
import type { VaultKeys } from './vault-keys.store.js';

/** Few at a time: a batch holds its rows locked, and the event loop, for a millisecond. */
const BATCH_SIZE = 50;
const BEFORE_ALL_IDS = '00000000-0000-0000-0000-000000000000';

/** How far a rotation is. */
export interface RotationProgress {
  readonly currentKey: string;
  readonly dataKeyCount: number;
  /** Wrapped by another vault key than the current one. */
  readonly remainingCount: number;
  /** Of those, the ones that cannot be wrapped anew: their vault key is not configured, or the row was damaged. */
  readonly unreadableCount: number;
}

/** A key that wraps data keys, or that did. */
export interface VaultKeySummary {
  readonly name: string;
  readonly isCurrent: boolean;
  readonly isConfigured: boolean;
  readonly dataKeyCount: number;
}

export interface RotateKeysParts {
  readonly vaultKeys: VaultKeys;
  readonly rows: RewrappableKeys;
  /** Told when the database could not be asked, or of each data key that does not open. */
  readonly onFailure: (error: unknown) => void;
}

/** Wraps all data keys under the current vault key while cards come and go (S22): cards themselves are not touched,
 *  and keys in memory stay what they are. A batch is wrapped whole or not at all, so it may stop anywhere, be asked
 *  for again, and run in several replicas at once. */
export class RotateKeys {
  private running: Promise<void> | undefined;
  private damagedCount = 0;
  private isStopped = false;

  constructor(private readonly parts: RotateKeysParts) {}

  /** Begins, or goes on, unless all is done. Throws TransientError while the database is out of reach. */
  async rotate(): Promise<RotationProgress> {
    const progress = await this.progress();
    const isOpen = progress.remainingCount > progress.unreadableCount;
    if (isOpen && !this.isStopped) this.running ??= this.rewrapAll();
    return progress;
  }

  /** Every key that is configured or that wraps something, the current one first. */
  async list(): Promise<readonly VaultKeySummary[]> {
    const { vaultKeys, rows } = this.parts;
    const counts = await rows.countByVaultKey();
    const names = new Set([...vaultKeys.names, ...counts.keys()]);
    return [...names].map((name) => ({
      name,
      isCurrent: name === vaultKeys.currentName,
      isConfigured: vaultKeys.find(name) !== undefined,
      dataKeyCount: counts.get(name) ?? 0,
    }));
  }

  /** Resolves when the batch under way is wrapped. */
  async stop(): Promise<void> {
    this.isStopped = true;
    await this.running;
  }

  private async progress(): Promise<RotationProgress> {
    const keys = await this.list();
    const sum = (some: readonly VaultKeySummary[]): number => some.reduce((total, key) => total + key.dataKeyCount, 0);
    const old = keys.filter(({ isCurrent }) => !isCurrent);
    return {
      currentKey: this.parts.vaultKeys.currentName,
      dataKeyCount: sum(keys),
      remainingCount: sum(old),
      unreadableCount: sum(old.filter(({ isConfigured }) => !isConfigured)) + this.damagedCount,
    };
  }

  private async rewrapAll(): Promise<void> {
    const { vaultKeys, rows, onFailure } = this.parts;
    const [, ...wrappedBy] = vaultKeys.names;
    let damagedCount = 0;
    const rewrap = (key: WrappedKey): WrappedKey | undefined => {
      const anew = this.rewrapOne(key);
      if (anew === undefined) damagedCount += 1;
      return anew;
    };
    try {
      let after: string | undefined = BEFORE_ALL_IDS;
      while (after !== undefined && !this.isStopped) {
        after = await rows.rewrap({ wrappedBy, after, count: BATCH_SIZE, rewrap });
        await nextTurn();
      }
      this.damagedCount = damagedCount;
    } catch (error) {
      onFailure(error);
    } finally {
      this.running = undefined;
    }
  }

  private rewrapOne(key: WrappedKey): WrappedKey | undefined {
    const { vaultKeys, onFailure } = this.parts;
    const vaultKey = vaultKeys.find(key.wrappedBy);
    if (vaultKey === undefined) return undefined;
    try {
      const bytes = unwrap(vaultKey, key);
      const anew = wrap(vaultKeys, key.id, bytes);
      bytes.fill(0);
      return anew;
    } catch (cause) {
      onFailure(new Error(`data key ${key.id} does not open under vault key ${key.wrappedBy}`, { cause }));
      return undefined;
    }
  }
}
