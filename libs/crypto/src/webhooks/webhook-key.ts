import { createHmac, createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { freshBytes } from '../fresh-bytes.js';

export type WebhookSignature = 'hmac' | 'ed25519';

const KEY_BYTES = 32;
/** What stands before the 32 bytes of an Ed25519 seed in PKCS #8, and at the end of SPKI. Source: RFC 8410 §7. */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');

const privateKeyOf = (seed: Uint8Array): KeyObject =>
  createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, seed]), format: 'der', type: 'pkcs8' });

/** A key that webhooks are signed with: 32 bytes, the secret of an HMAC or the seed of an Ed25519 key. */
export const newWebhookKey = (): Buffer => Buffer.from(freshBytes(KEY_BYTES));

/** The secret as receivers take it. Source: Standard Webhooks, "Secret serialization". */
export const webhookSecretOf = (key: Uint8Array): string => `whsec_${Buffer.from(key).toString('base64')}`;

/** The public half of an Ed25519 key, by which its signatures are verified. */
export const webhookPublicKeyOf = (seed: Uint8Array): string => {
  const spki = createPublicKey(privateKeyOf(seed)).export({ format: 'der', type: 'spki' });
  return `whpk_${spki.subarray(-KEY_BYTES).toString('base64')}`;
};

export interface SignedWebhook {
  readonly id: string;
  /** Seconds since 1970. */
  readonly timestamp: number;
  readonly body: string;
}

/** The header `webhook-signature`: one signature by each key, so that a receiver who has either takes it. Source: Standard Webhooks 1.0,
 *  "Signature scheme": v1 is HMAC-SHA256, v1a Ed25519, of `id.timestamp.body`. */
export const webhookSignatures = (kind: WebhookSignature, keys: readonly Uint8Array[], webhook: SignedWebhook): string => {
  const content = Buffer.from(`${webhook.id}.${webhook.timestamp}.${webhook.body}`);
  const signatureBy = (key: Uint8Array): string =>
    kind === 'hmac'
      ? `v1,${createHmac('sha256', key).update(content).digest('base64')}`
      : `v1a,${sign(null, content, privateKeyOf(key)).toString('base64')}`;
  return keys.map(signatureBy).join(' ');
};
