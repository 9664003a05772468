export { areEqualSecrets } from './equal-secrets.js';
export { freshBytes } from './fresh-bytes.js';
export { keyFromFile } from './key-file.js';
export { lookupHmac } from './lookup-hmac.js';
export { derivedId, newId } from './new-id.js';
export { hashPassword, isPassword, isPasswordHashOutdated } from './password-hash.js';
export { type Random, systemRandom } from './random.js';
export { type Key, SEAL_OVERHEAD_BYTES, seal, unseal } from './seal.js';
export { SealingRecipient } from './sealing-recipient.js';
export { SealingSender } from './sealing-sender.js';
export { isSecretToken, newSecretToken, secretTokenHash } from './secret-token.js';
export * from './text-checksum.js';
export { derivedKey } from './texts/derived-key.js';
export { TextSeal } from './texts/text-seal.js';
export {
  newWebhookKey,
  type SignedWebhook,
  type WebhookSignature,
  webhookPublicKeyOf,
  webhookSecretOf,
  webhookSignatures,
} from './webhooks/webhook-key.js';
export { newPrivateKey, privateKeyFrom, publicBytesOf, publicKeyFrom } from './x25519-key.js';
