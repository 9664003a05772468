import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';

export const X25519_KEY_BYTES = 32;

/** What stands before the 32 bytes of a key in DER. Source: RFC 8410 §7, §4. */
const PRIVATE_PREFIX = Buffer.from('302e020100300506032b656e04220420', 'hex');
const PUBLIC_PREFIX = Buffer.from('302a300506032b656e032100', 'hex');

const checked = (bytes: Uint8Array): Uint8Array => {
  if (bytes.length !== X25519_KEY_BYTES) throw new Error(`an X25519 key has ${X25519_KEY_BYTES} bytes, not ${bytes.length}`);
  return bytes;
};

/** The private key that any 32 random bytes are, e.g. those of `keyFromFile(path).export()`. */
export const privateKeyFrom = (bytes: Uint8Array): KeyObject =>
  createPrivateKey({ key: Buffer.concat([PRIVATE_PREFIX, checked(bytes)]), format: 'der', type: 'pkcs8' });

/** The public key in these 32 bytes. */
export const publicKeyFrom = (bytes: Uint8Array): KeyObject =>
  createPublicKey({ key: Buffer.concat([PUBLIC_PREFIX, checked(bytes)]), format: 'der', type: 'spki' });

/** The 32 bytes of a public key; of a private one, those of the public key that belongs to it. */
export const publicBytesOf = (key: KeyObject): Buffer =>
  (key.type === 'private' ? createPublicKey(key) : key).export({ format: 'der', type: 'spki' }).subarray(-X25519_KEY_BYTES);

/** A new private key. */
export const newPrivateKey = (): KeyObject => generateKeyPairSync('x25519').privateKey;
