import { readFileSync } from 'node:fs';

const keyBytes = 32;

/** The key in a file: 32 bytes in base64. Throws, naming the file and never its content, when it is not that. */
export const keyFromFile = (path: string): Buffer => {
  const key = Buffer.from(readFileSync(path, 'utf8').trim(), 'base64');
  if (key.length !== keyBytes) throw new Error(`${path}: expected ${keyBytes} bytes in base64, found ${key.length}`);
  return key;
};
