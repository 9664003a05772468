import { createCipheriv, createDecipheriv, type KeyObject } from 'node:crypto';
import { freshBytes } from '@tollgate/order-log';

const ALGORITHM = 'aes-256-gcm';
const NONCE_LENGTH = 12;
const TAG_LENGTH = 16;
export const KEY_LENGTH = 32;

/** Nonce, ciphertext and tag of AES-256-GCM. `context` is bound to it: opened under another one, or changed, it throws.
 *  Nonces are random: one key seals far fewer than the 2^32 texts that would allow. Source: NIST SP 800-38D §8.3. */
export const seal = (key: KeyObject, text: Buffer, context: string): Buffer => {
  const nonce = freshBytes(NONCE_LENGTH);
  const cipher = createCipheriv(ALGORITHM, key, nonce);
  cipher.setAAD(Buffer.from(context));
  return Buffer.concat([nonce, cipher.update(text), cipher.final(), cipher.getAuthTag()]);
};

export const open = (key: KeyObject, box: Buffer, context: string): Buffer => {
  const decipher = createDecipheriv(ALGORITHM, key, box.subarray(0, NONCE_LENGTH), { authTagLength: TAG_LENGTH });
  decipher.setAAD(Buffer.from(context));
  decipher.setAuthTag(box.subarray(box.length - TAG_LENGTH));
  return Buffer.concat([decipher.update(box.subarray(NONCE_LENGTH, box.length - TAG_LENGTH)), decipher.final()]);
};
