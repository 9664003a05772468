import { createSecretKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';

const KEY_BYTES = 32;

/** The key in a file: 32 bytes in base64. Throws, naming the file and never its content, when it is not that. A
 *  KeyObject, as Node takes eight times as long to begin an HMAC or a cipher from bare bytes; and it prints nothing
 *  of itself. */
export const keyFromFile = (path: string): KeyObject => {
  const key = Buffer.from(readFileSync(path, 'utf8').trim(), 'base64');
  if (key.length !== KEY_BYTES) throw new Error(`${path}: expected ${KEY_BYTES} bytes in base64, found ${key.length}`);
  return createSecretKey(key);
};
