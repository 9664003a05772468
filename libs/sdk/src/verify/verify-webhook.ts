import { createHmac, createPublicKey, timingSafeEqual, verify } from 'node:crypto';
import { checkMoment, SignatureError } from './signature-error.js';

/** As Node, Fastify, Express and the platform's `Headers` have them. */
export type HeadersLike = Headers | Readonly<Record<string, string | readonly string[] | undefined>>;

export interface WebhookOptions {
  /** How far the sender's clock may be from ours; 300 unless given. */
  readonly toleranceSeconds?: number;
  readonly now?: () => number;
}

/** A webhook whose signature is right. */
export interface Webhook {
  /** The same for each delivery of one message: handle each once. */
  readonly id: string;
  readonly timestamp: number;
  /** The body, parsed. */
  readonly payload: unknown;
}

const headerOf = (headers: HeadersLike, name: string): string => {
  if (headers instanceof Headers) return headers.get(name) ?? '';
  const value = Object.entries(headers).find(([own]) => own.toLowerCase() === name)?.[1] ?? '';
  return typeof value === 'string' ? value : value.join(' ');
};

const base64Of = (text: string): Buffer => Buffer.from(text, 'base64');

/** An Ed25519 key of 32 bytes as Node takes it. Source: RFC 8410 §4. */
const publicKeyOf = (raw: Buffer) =>
  createPublicKey({ key: Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw]), format: 'der', type: 'spki' });

const isEqual = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b);

/** Whether one signature, such as `v1,K5oZ…`, is that of the content under the secret. */
const judgeBy = (secret: string): ((content: Buffer) => (signature: string) => boolean) => {
  if (secret.startsWith('whpk_')) {
    const raw = base64Of(secret.slice('whpk_'.length));
    if (raw.length !== 32) throw new TypeError('the public key has 32 bytes in base64 behind whpk_');
    const key = publicKeyOf(raw);
    return (content) => (signature) => signature.startsWith('v1a,') && verify(null, content, key, base64Of(signature.slice(4)));
  }
  const key = base64Of(secret.replace(/^whsec_/, ''));
  if (key.length === 0) throw new TypeError('the secret is whsec_ and base64');
  return (content) => {
    const right = createHmac('sha256', key).update(content).digest();
    return (signature) => signature.startsWith('v1,') && isEqual(base64Of(signature.slice(3)), right);
  };
};

/** Checks a webhook as it came, byte for byte, before anything is read of it. `secret`: `whsec_…`, or the public key `whpk_…` of an endpoint
 *  that signs by Ed25519. Throws SignatureError. Source: the Standard Webhooks specification. */
// biome-ignore lint/complexity/useMaxParams: what came, and what it is judged by, as verifiers of webhooks are called
export const verifyWebhook = (
  headers: HeadersLike,
  rawBody: string | Uint8Array,
  secret: string,
  { toleranceSeconds = 300, now = Date.now }: WebhookOptions = {},
): Webhook => {
  const [id, timestamp, signatures] = ['id', 'timestamp', 'signature'].map((name) => headerOf(headers, `webhook-${name}`));
  if (!id || !timestamp || !signatures) throw new SignatureError('signature_missing', 'it has no signature');
  checkMoment(timestamp, { nowMs: now(), toleranceSeconds });
  const body = typeof rawBody === 'string' ? Buffer.from(rawBody) : Buffer.from(rawBody);
  const isRight = judgeBy(secret)(Buffer.concat([Buffer.from(`${id}.${timestamp}.`), body]));
  // Several, parted by blanks, while a secret is changed; each is judged, so that the time tells nothing of which one fits.
  const judged = signatures.split(' ').map(isRight);
  if (!judged.some(Boolean)) throw new SignatureError('signature_wrong', 'its signature is not the gateway’s, or it was changed');
  return { id, timestamp: Number(timestamp), payload: JSON.parse(body.toString('utf8')) };
};
