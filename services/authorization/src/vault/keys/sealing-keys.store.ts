import { createHash, hkdfSync, type KeyObject } from 'node:crypto';
import { privateKeyFrom, publicBytesOf, SealingRecipient } from '@tollgate/crypto';
import { DomainError, invariant } from '@tollgate/errors';

const KEY_BYTES = 32;
const ID_LENGTH = 16;
const DERIVATION = 'tollgate sealing key of the vault, version 1';

/** The sealing key that belongs to a vault key, for set-ups that have no sealing key of their own. Source: RFC 5869. */
export const sealingKeyOf = (vaultKey: KeyObject): KeyObject =>
  privateKeyFrom(new Uint8Array(hkdfSync('sha256', vaultKey, Buffer.alloc(0), DERIVATION, KEY_BYTES)));

/** The private key in the bytes of a key file. */
export const sealingKeyFrom = (file: KeyObject): KeyObject => privateKeyFrom(file.export());

/** A public key that cards are sealed to. */
export interface SealingKey {
  /** The first 8 bytes of its SHA-256, hexadecimal. */
  readonly id: string;
  /** X25519, 32 bytes in base64. */
  readonly publicKey: string;
}

const publicPartOf = (privateKey: KeyObject): SealingKey => {
  const bytes = publicBytesOf(privateKey);
  return { id: createHash('sha256').update(bytes).digest('hex').slice(0, ID_LENGTH), publicKey: bytes.toString('base64') };
};

/** Opens what was sealed to this service: new texts come under the first key, those on their way under one before
 *  it. */
export class SealingKeys {
  readonly current: SealingKey;
  private readonly recipients: ReadonlyMap<string, SealingRecipient>;

  /** X25519 keys, at least one; the first is given out. */
  constructor(privateKeys: readonly KeyObject[]) {
    const [first] = privateKeys;
    invariant(first !== undefined, 'the vault has a sealing key');
    this.current = publicPartOf(first);
    this.recipients = new Map(privateKeys.map((key) => [publicPartOf(key).id, new SealingRecipient([key])]));
  }

  /** Those that are accepted, the current one first. */
  get ids(): readonly string[] {
    return [...this.recipients.keys()];
  }

  /** Throws DomainError `sealing_key_unknown` for a key that is not accepted (any more), `sealed_text_invalid` for
   *  what does not open. */
  unseal(keyId: string, sealed: string, context: string): Buffer {
    const recipient = this.recipients.get(keyId);
    if (recipient === undefined) throw new DomainError('sealing_key_unknown', undefined, 'sealed to a key that is not accepted');
    return recipient.unseal(sealed, context);
  }
}
