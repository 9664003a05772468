import { createHmac } from 'node:crypto';
import type { Key } from './seal.js';

/** A name for a value that only holders of the key can compute (HMAC-SHA-256, hexadecimal), apart for each merchant
 *  and kind of value. The caller normalizes the value, e.g. an e-mail address to lower case. */
export const lookupHmac = (key: Key, merchant: string, { kind, value }: { kind: string; value: string }): string =>
  createHmac('sha256', key)
    .update(JSON.stringify([merchant, kind, value]))
    .digest('hex');
