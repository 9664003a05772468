import type { KeyObject } from 'node:crypto';
import { type Clock, systemClock } from '@tollgate/errors';
import { agreeAsSender } from './agreed-key.js';
import { seal } from './seal.js';
import { newPrivateKey } from './x25519-key.js';

/** How long, and how often, one ephemeral key is used. Nonces are random: 100,000 under one key are far below what
 *  they would allow. */
const MAX_AGE_MS = 600_000;
const MAX_MESSAGES = 100_000;

interface Agreed {
  readonly sender: Buffer;
  readonly key: KeyObject;
  readonly sinceMs: number;
  messageCount: number;
}

/** Seals texts that the holder of the recipient's private key alone can open; not even the sender can, later: the
 *  ephemeral key is forgotten. The key agreement, the costly part, is made once for up to 10 minutes or 100,000
 *  texts, so that a text costs what AES-256-GCM costs. */
export class SealingSender {
  private agreed: Agreed | undefined;

  constructor(
    /** X25519, see `publicKeyFrom`. */
    private readonly recipientKey: KeyObject,
    private readonly clock: Clock = systemClock,
  ) {}

  /** Base64 of sender's public key ‖ nonce ‖ ciphertext ‖ tag. `context`, e.g. the merchant, is bound to it and does
   *  not lie in it. */
  seal(plain: Uint8Array, context: string): string {
    const agreed = this.agreement();
    agreed.messageCount += 1;
    return Buffer.concat([agreed.sender, seal(agreed.key, plain, context)]).toString('base64');
  }

  private agreement(): Agreed {
    const nowMs = this.clock.now().getTime();
    const { agreed } = this;
    const isFresh = agreed !== undefined && agreed.messageCount < MAX_MESSAGES && Math.abs(nowMs - agreed.sinceMs) < MAX_AGE_MS;
    if (isFresh) return agreed;
    const next = { ...agreeAsSender(newPrivateKey(), this.recipientKey), sinceMs: nowMs, messageCount: 0 };
    this.agreed = next;
    return next;
  }
}
