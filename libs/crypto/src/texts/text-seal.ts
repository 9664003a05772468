import type { KeyObject } from 'node:crypto';
import { SEAL_OVERHEAD_BYTES, seal, unseal } from '../seal.js';
import { derivedKey } from './derived-key.js';

/** Says which key sealed, so that another one can come beside it. */
const VERSION = 1;

/** Seals texts under a key of their own that is derived from one that several services hold. */
export class TextSeal {
  private readonly key: KeyObject;

  constructor(key: KeyObject, purpose: string) {
    this.key = derivedKey(key, purpose);
  }

  /** Base64 of version ‖ nonce ‖ ciphertext ‖ tag. `context` is bound to it, e.g. the order's id. */
  seal(text: string, context: string): string {
    return Buffer.concat([Buffer.of(VERSION), seal(this.key, Buffer.from(text), context)]).toString('base64');
  }

  /** Throws, without a word of the content, where it was changed or belongs to another context. */
  open(sealedText: string, context: string): string {
    const bytes = Buffer.from(sealedText, 'base64');
    if (bytes[0] !== VERSION || bytes.length < 1 + SEAL_OVERHEAD_BYTES) throw new Error('a sealed text has a version');
    return unseal(this.key, bytes.subarray(1), context).toString();
  }
}
