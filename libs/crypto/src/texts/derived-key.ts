import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';

const KEY_BYTES = 32;

/** A key for one purpose alone, derived from another one (HKDF, SHA-256): whoever holds that one derives the same. */
export const derivedKey = (key: KeyObject, purpose: string): KeyObject =>
  createSecretKey(Buffer.from(hkdfSync('sha256', key, '', `tollgate ${purpose}`, KEY_BYTES)));
