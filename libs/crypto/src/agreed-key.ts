import { createSecretKey, diffieHellman, hkdfSync, type KeyObject } from 'node:crypto';
import { publicBytesOf } from './x25519-key.js';

const KEY_BYTES = 32;
const PURPOSE = 'tollgate sealed to a public key, version 1';

export interface Agreement {
  /** One side's own X25519 key. */
  readonly privateKey: KeyObject;
  /** The other side's. */
  readonly publicKey: KeyObject;
  /** The public bytes of the side that seals. */
  readonly sender: Uint8Array;
  /** The public bytes of the side that opens. */
  readonly recipient: Uint8Array;
}

/** The AES key that both sides come to: HKDF-SHA-256 of the X25519 secret, bound to both public keys. Throws when
 *  the other side's key is one of the few that give every partner the same secret. Sources: RFC 7748 §6.1, RFC 5869. */
export const agreedKey = ({ privateKey, publicKey, sender, recipient }: Agreement): KeyObject => {
  const secret = diffieHellman({ privateKey, publicKey });
  const salt = Buffer.concat([sender, recipient]);
  return createSecretKey(Buffer.from(hkdfSync('sha256', secret, salt, PURPOSE, KEY_BYTES)));
};

/** The sender's view: a key of its own, made for this purpose, and the recipient's public one. */
export const agreeAsSender = (privateKey: KeyObject, recipientKey: KeyObject): { sender: Buffer; key: KeyObject } => {
  const sender = publicBytesOf(privateKey);
  const key = agreedKey({ privateKey, publicKey: recipientKey, sender, recipient: publicBytesOf(recipientKey) });
  return { sender, key };
};
