import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';

/** What a signed key says of itself; nothing of the customer. */
export interface SignedClaims {
  readonly sku: string;
  /** uuid */
  readonly order: string;
  /** The order's line, from 1, and the piece of it, from 0. */
  readonly line: number;
  readonly piece: number;
  /** RFC 3339, to the second. */
  readonly issuedAt: string;
}

const PREFIX = 'TGL1';
const MOST_LENGTH = 1_000;
const SIGNATURE_BYTES = 64;

/** A new Ed25519 key, as its 32-byte seed in base64url. */
export const newSigningKey = (): string => {
  const { privateKey } = generateKeyPairSync('ed25519');
  return String(privateKey.export({ format: 'jwk' }).d);
};

/** DER before the seed of an Ed25519 private key. Source: RFC 8410 §7. */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');
/** The same of a public key. Source: RFC 8410 §4. */
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

export const signingKeyFrom = (seed: string): KeyObject =>
  createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, Buffer.from(seed, 'base64url')]), format: 'der', type: 'pkcs8' });

/** The 32 bytes that programs verify with, base64url. */
export const publicKeyText = (key: KeyObject): string => String(createPublicKey(key).export({ format: 'jwk' }).x);

/** `TGL1.<payload>.<signature>`, both base64url; the signature is over what stands before it. The payload is JSON with one letter a member. */
export const signKey = (key: KeyObject, { sku, order, line, piece, issuedAt }: SignedClaims): string => {
  const payload = JSON.stringify({ s: sku, o: order, l: line, p: piece, t: Math.floor(Date.parse(issuedAt) / 1_000) });
  const signed = `${PREFIX}.${Buffer.from(payload).toString('base64url')}`;
  return `${signed}.${sign(null, Buffer.from(signed), key).toString('base64url')}`;
};

const bytesOf = (text: string): Buffer | undefined => {
  const bytes = Buffer.from(text, 'base64url');
  // Node passes over what is no base64url: one key would have many spellings.
  return bytes.toString('base64url') === text ? bytes : undefined;
};

const claimsIn = (payload: Buffer): SignedClaims => {
  const { s, o, l, p, t } = JSON.parse(payload.toString()) as Record<string, unknown>;
  return {
    sku: String(s),
    order: String(o),
    line: Number(l),
    piece: Number(p),
    issuedAt: new Date(Number(t) * 1_000).toISOString(),
  };
};

const verified = (publicKey: string, text: string): SignedClaims | undefined => {
  const [prefix, payloadText = '', signatureText = '', ...rest] = text.split('.');
  const payload = bytesOf(payloadText);
  const signature = bytesOf(signatureText);
  if (prefix !== PREFIX || rest.length > 0 || payload === undefined || signature?.length !== SIGNATURE_BYTES) return undefined;
  const der = Buffer.concat([SPKI_PREFIX, Buffer.from(publicKey, 'base64url')]);
  const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
  return verify(null, Buffer.from(`${PREFIX}.${payloadText}`), key, signature) ? claimsIn(payload) : undefined;
};

/** What a key says that was signed for this public key (base64url); undefined for any other text. Needs nobody's answer: whether the key was
 *  revoked since, only the merchant's server knows. */
export const verifySignedKey = (publicKey: string, text: string): SignedClaims | undefined => {
  if (text.length > MOST_LENGTH) return undefined;
  try {
    return verified(publicKey, text.trim());
  } catch {
    return undefined;
  }
};
