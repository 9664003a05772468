import type { KeyObject } from 'node:crypto';
import { derivedKey, lookupHmac, TextSeal } from '@tollgate/crypto';

/** License keys as they lie at rest, and in the log: sealed, and named by an HMAC. Made of the key that signs download links: the same
 *  services hold it, and it guards the same worth. */
export class LicenseSecrets extends TextSeal {
  private readonly naming: KeyObject;

  constructor(linkKey: KeyObject) {
    super(linkKey, 'license keys: seal');
    this.naming = derivedKey(linkKey, 'license keys: name');
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
