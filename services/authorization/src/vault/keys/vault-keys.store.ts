import { createHash, type KeyObject } from 'node:crypto';
import { invariant } from '@tollgate/errors';

const KEY_BYTES = 32;
const NAME_LENGTH = 16;

/** What a vault key is called in rows and lists: the first 8 bytes of its SHA-256, hexadecimal. Tells nothing of a
 *  key of 32 random bytes. */
export const vaultKeyName = (key: KeyObject): string =>
  createHash('sha256').update(key.export()).digest('hex').slice(0, NAME_LENGTH);

/** The keys that wrap data keys: the current one, and those before it, which only unwrap (S22). */
export class VaultKeys {
  readonly currentName: string;
  private readonly byName: ReadonlyMap<string, KeyObject>;

  constructor(
    readonly current: KeyObject,
    old: readonly KeyObject[] = [],
  ) {
    const all = [current, ...old];
    for (const key of all) invariant(key.symmetricKeySize === KEY_BYTES, `a vault key has ${KEY_BYTES} bytes`);
    this.currentName = vaultKeyName(current);
    this.byName = new Map(all.map((key) => [vaultKeyName(key), key]));
  }

  /** The current one first. */
  get names(): readonly string[] {
    return [...this.byName.keys()];
  }

  /** The current one first. */
  get all(): readonly KeyObject[] {
    return [...this.byName.values()];
  }

  find(name: string): KeyObject | undefined {
    return this.byName.get(name);
  }
}
