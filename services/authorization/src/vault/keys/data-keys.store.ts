import { createHash, createSecretKey, type KeyObject, randomBytes, randomUUID } from 'node:crypto';
import { KEY_LENGTH, open, seal } from './sealed-box.js';

/** One key seals so many cards, so that a key that leaks opens few. */
const CARDS_PER_KEY = 50_000;

export interface WrappedKey {
  readonly id: string;
  /** Which vault key wrapped it: the first 8 bytes of its SHA-256, hexadecimal. */
  readonly wrappedBy: string;
  readonly wrapped: Buffer;
}

/** Where wrapped keys are kept: durable before a card is sealed under one. */
export interface KeyShelf {
  keep(key: WrappedKey): Promise<void>;
  find(id: string): Promise<WrappedKey | undefined>;
}

export interface DataKey {
  readonly id: string;
  readonly key: KeyObject;
}

/** The data keys that cards are sealed under, each wrapped by the vault key. */
export class DataKeys {
  private readonly known = new Map<string, KeyObject>();
  private readonly vaultKeyName: string;
  private current: Promise<DataKey> | undefined;
  private useCount = 0;

  constructor(
    private readonly vaultKey: KeyObject,
    private readonly shelf: KeyShelf,
  ) {
    if (vaultKey.symmetricKeySize !== KEY_LENGTH) throw new RangeError(`the vault key has ${KEY_LENGTH} bytes`);
    this.vaultKeyName = createHash('sha256').update(vaultKey.export()).digest('hex').slice(0, 16);
  }

  /** The key for the next card. */
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

  /** The key of this id. Throws when it is not there, or was wrapped by another vault key. */
  async forOpening(id: string): Promise<KeyObject> {
    const known = this.known.get(id);
    if (known !== undefined) return known;
    const found = await this.shelf.find(id);
    if (found === undefined) throw new Error(`data key ${id} is not there`);
    if (found.wrappedBy !== this.vaultKeyName) throw new Error(`data key ${id} is wrapped by vault key ${found.wrappedBy}`);
    const key = createSecretKey(open(this.vaultKey, found.wrapped, id));
    this.known.set(id, key);
    return key;
  }

  private async make(): Promise<DataKey> {
    const id = randomUUID();
    const bytes = randomBytes(KEY_LENGTH);
    await this.shelf.keep({ id, wrappedBy: this.vaultKeyName, wrapped: seal(this.vaultKey, bytes, id) });
    const key = createSecretKey(bytes);
    this.known.set(id, key);
    return { id, key };
  }
}
