import type { KeyObject } from 'node:crypto';
import { DomainError, invariant } from '@tollgate/errors';
import { agreedKey } from './agreed-key.js';
import { SEAL_OVERHEAD_BYTES, unseal } from './seal.js';
import { publicBytesOf, publicKeyFrom, X25519_KEY_BYTES } from './x25519-key.js';

/** More than there are senders at a time: each replica has one, and a new one every 10 minutes. */
const MAX_REMEMBERED = 256;

interface Own {
  readonly privateKey: KeyObject;
  readonly publicBytes: Buffer;
}

/** Opens what a `SealingSender` sealed. It has several private keys while they rotate: new texts come under the
 *  newest one, those on their way under the one before. Keys that were agreed are remembered by sender, the ones
 *  used last, and only once they opened something: whoever sends rubbish displaces nobody. */
export class SealingRecipient {
  private readonly own: readonly Own[];
  /** The one used last at the end. */
  private readonly agreed = new Map<string, KeyObject>();

  /** X25519 keys, see `privateKeyFrom`; at least one. */
  constructor(
    privateKeys: readonly KeyObject[],
    private readonly maxRemembered = MAX_REMEMBERED,
  ) {
    invariant(privateKeys.length > 0, 'a recipient has a key');
    this.own = privateKeys.map((privateKey) => ({ privateKey, publicBytes: publicBytesOf(privateKey) }));
  }

  /** How many senders' keys are remembered. */
  get rememberedCount(): number {
    return this.agreed.size;
  }

  /** What was sealed under this context. Throws DomainError `sealed_text_invalid` when it was changed, belongs to
   *  another context, or is sealed to none of the keys. */
  unseal(sealedText: string, context: string): Buffer {
    const bytes = Buffer.from(sealedText, 'base64');
    if (bytes.length < X25519_KEY_BYTES + SEAL_OVERHEAD_BYTES) throw invalid();
    const sender = bytes.subarray(0, X25519_KEY_BYTES);
    const sealed = bytes.subarray(X25519_KEY_BYTES);
    const name = sender.toString('base64');
    for (const key of this.candidates(name, sender)) {
      const plain = attempt(() => unseal(key, sealed, context));
      if (plain === undefined) continue;
      this.remember(name, key);
      return plain;
    }
    throw invalid();
  }

  private *candidates(name: string, sender: Buffer): Generator<KeyObject> {
    const known = this.agreed.get(name);
    if (known !== undefined) {
      yield known; // a sender's key is agreed with one recipient key alone
      return;
    }
    const publicKey = publicKeyFrom(sender);
    for (const { privateKey, publicBytes } of this.own) {
      const key = attempt(() => agreedKey({ privateKey, publicKey, sender, recipient: publicBytes }));
      if (key !== undefined) yield key;
    }
  }

  private remember(name: string, key: KeyObject): void {
    this.agreed.delete(name);
    this.agreed.set(name, key);
    const [oldest] = this.agreed.keys();
    if (this.agreed.size > this.maxRemembered && oldest !== undefined) this.agreed.delete(oldest);
  }
}

const invalid = (): DomainError => new DomainError('sealed_text_invalid', undefined, 'the sealed text cannot be opened');

/** OpenSSL says no by throwing, and says nothing else. */
const attempt = <T>(open: () => T): T | undefined => {
  try {
    return open();
  } catch {
    return undefined;
  }
};
