import { createCipheriv, createDecipheriv, type KeyObject } from 'node:crypto';
import { freshBytes } from './fresh-bytes.js';

/** A symmetric key. Prefer a KeyObject where a key is used more than once: Node takes eight times as long to begin a
 *  cipher or an HMAC from bare bytes (measured), and a KeyObject prints nothing of itself. */
export type Key = KeyObject | Uint8Array;

const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** What `seal` adds to the length of a text. */
export const SEAL_OVERHEAD_BYTES = NONCE_BYTES + TAG_BYTES;

/** nonce ‖ ciphertext ‖ tag of AES-256-GCM, under a key of 32 bytes. `context` is bound to it: under another one it
 *  does not open. Nonces are random: one key seals far fewer than the 2^32 texts that would allow. Source: NIST SP
 *  800-38D §8.3. */
export const seal = (key: Key, plain: Uint8Array, context: string): Buffer => {
  const nonce = freshBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, nonce).setAAD(Buffer.from(context));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
};

/** What was sealed. Throws, without a word of the content, when a byte was changed or cut off, or when key or
 *  context is another one. */
export const unseal = (key: Key, sealed: Uint8Array, context: string): Buffer => {
  if (sealed.length < SEAL_OVERHEAD_BYTES) throw new Error('a sealed text has a nonce and a tag');
  const end = sealed.length - TAG_BYTES;
  const decipher = createDecipheriv(ALGORITHM, key, sealed.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(context)).setAuthTag(sealed.subarray(end));
  return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, end)), decipher.final()]);
};
