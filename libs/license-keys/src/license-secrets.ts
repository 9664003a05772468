import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import { lookupHmac, SEAL_OVERHEAD_BYTES, seal, unseal } from '@tollgate/crypto';

/** Says which key sealed, so that another one can come beside it. */
const VERSION = 1;
const KEY_BYTES = 32;

const derived = (key: KeyObject, purpose: string): KeyObject =>
  createSecretKey(Buffer.from(hkdfSync('sha256', key, '', `tollgate license keys: ${purpose}`, KEY_BYTES)));

/** License keys as they lie at rest, and in the log: sealed, and named by an HMAC. Made of the key that signs download links: the same
 *  services hold it, and it guards the same worth. */
export class LicenseSecrets {
  private readonly sealing: KeyObject;
  private readonly naming: KeyObject;

  constructor(linkKey: KeyObject) {
    this.sealing = derived(linkKey, 'seal');
    this.naming = derived(linkKey, 'name');
  }

  /** Base64 of version ‖ nonce ‖ ciphertext ‖ tag. `context` is bound to it, e.g. the order's id. */
  seal(text: string, context: string): string {
    return Buffer.concat([Buffer.of(VERSION), seal(this.sealing, Buffer.from(text), context)]).toString('base64');
  }

  /** Throws, without a word of the content, where it was changed or belongs to another context. */
  open(sealedText: string, context: string): string {
    const bytes = Buffer.from(sealedText, 'base64');
    if (bytes[0] !== VERSION || bytes.length < 1 + SEAL_OVERHEAD_BYTES) throw new Error('a sealed license key has a version');
    return unseal(this.sealing, bytes.subarray(1), context).toString();
  }

  /** What a key is found by; blanks around it do not count. */
  nameOf(merchant: string, key: string): string {
    return lookupHmac(this.naming, merchant, { kind: 'license-key', value: key.trim() });
  }

  /** A device that a key is activated on; it tells nothing of its owner. */
  deviceNameOf(merchant: string, device: string): string {
    return lookupHmac(this.naming, merchant, { kind: 'device', value: device });
  }
}
