import { createSecretKey, type KeyObject, randomUUID } from 'node:crypto';
import { freshBytes, seal, unseal } from '@tollgate/crypto';
import { invariant, TransientError } from '@tollgate/errors';
import type { VaultKeys } from './vault-keys.store.js';

/** One key seals so many cards, so that a key that leaks opens few. */
const CARDS_PER_KEY = 50_000;
const KEY_BYTES = 32;

/** A data key as its row has it. */
export interface WrappedKey {
  /** uuid */
  readonly id: string;
  /** The name of the vault key that wrapped it. */
  readonly wrappedBy: string;
  readonly wrapped: Buffer;
}

/** Where data keys are kept. */
export interface WrappedKeys {
  /** Resolves once the key is durable. */
  insert(key: WrappedKey): Promise<void>;
  find(id: string): Promise<WrappedKey | undefined>;
}

/** How many data keys each vault key wraps, by its name. */
export type WrappedKeyCounts = ReadonlyMap<string, number>;

export interface RewrapRequest {
  /** Only what one of these vault keys wraps. */
  readonly wrappedBy: readonly string[];
  /** Goes on after this id. */
  readonly after: string;
  readonly count: number;
  /** Undefined leaves the key as it is. */
  readonly rewrap: (key: WrappedKey) => WrappedKey | undefined;
}

/** The data keys' rows, as rotation needs them. */
export interface RewrappableKeys {
  countByVaultKey(): Promise<WrappedKeyCounts>;
  rewrap(request: RewrapRequest): Promise<string | undefined>;
}

export interface DataKey {
  readonly id: string;
  readonly key: KeyObject;
}

/** A data key out of its wrapping. Throws a plain Error when the row was changed. */
export const unwrap = (vaultKey: KeyObject, { id, wrapped }: WrappedKey): Buffer => unseal(vaultKey, wrapped, id);

/** A data key, wrapped by the current vault key. */
export const wrap = (vaultKeys: VaultKeys, id: string, bytes: Uint8Array): WrappedKey => ({
  id,
  wrappedBy: vaultKeys.currentName,
  wrapped: seal(vaultKeys.current, bytes, id),
});

/** The data keys that cards are sealed under, each wrapped by a vault key. */
export class DataKeys {
  private readonly opened = new Map<string, KeyObject>();
  private current: Promise<DataKey> | undefined;
  private useCount = 0;

  constructor(
    private readonly vaultKeys: VaultKeys,
    private readonly rows: WrappedKeys,
  ) {}

  /** The key for the next card, durable. Throws TransientError while the database is out of reach. */
  forSealing(): Promise<DataKey> {
    if (this.current === undefined || this.useCount >= CARDS_PER_KEY) {
      this.useCount = 0;
      this.current = this.make();
      this.current.catch(() => {
        this.current = undefined;
      });
    }
    this.useCount += 1;
    return this.current;
  }

  /** The key of this id. Throws TransientError when this replica does not have the vault key that wrapped it: while
   *  keys rotate, another replica may have it before this one does. */
  async forOpening(id: string): Promise<KeyObject> {
    const opened = this.opened.get(id);
    if (opened !== undefined) return opened;
    const row = await this.rows.find(id);
    invariant(row !== undefined, `data key ${id} is there`);
    const vaultKey = this.vaultKeys.find(row.wrappedBy);
    if (vaultKey === undefined) throw new TransientError(`vault key ${row.wrappedBy} of data key ${id} is not configured`);
    const key = createSecretKey(unwrap(vaultKey, row));
    this.opened.set(id, key);
    return key;
  }

  private async make(): Promise<DataKey> {
    const id = randomUUID();
    const bytes = freshBytes(KEY_BYTES);
    await this.rows.insert(wrap(this.vaultKeys, id, bytes));
    const key = createSecretKey(bytes);
    bytes.fill(0);
    this.opened.set(id, key);
    return { id, key };
  }
}
