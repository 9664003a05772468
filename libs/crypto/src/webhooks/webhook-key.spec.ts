import { createPublicKey, verify } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { newWebhookKey, webhookPublicKeyOf, webhookSecretOf, webhookSignatures } from './webhook-key.js';

const body = '{"type":"PaymentCaptured","note":"José 🎉"}';
const webhookOf = (timestamp = Math.floor(Date.now() / 1_000)) => ({ id: 'evt_1', timestamp, body });
const headersOf = ({ id, timestamp }: ReturnType<typeof webhookOf>, signatures: string) => ({
  'webhook-id': id,
  'webhook-timestamp': String(timestamp),
  'webhook-signature': signatures,
});

describe('S12: a webhook signed by HMAC', () => {
  const [key, before] = [newWebhookKey(), newWebhookKey()];
  const verifier = new Webhook(webhookSecretOf(key));

  it('is taken by the verifier of Standard Webhooks', () => {
    const webhook = webhookOf();
    expect(verifier.verify(body, headersOf(webhook, webhookSignatures('hmac', [key], webhook)))).toEqual(JSON.parse(body));
  });

  it('is the signature of the specification’s example', () => {
    const secret = Buffer.from('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'base64');
    const webhook = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestamp: 1_614_265_330, body: '{"test": 2432232314}' };
    expect(webhookSignatures('hmac', [secret], webhook)).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });

  it('is taken by whoever has the old secret or the new one while the key changes', () => {
    const webhook = webhookOf();
    const headers = headersOf(webhook, webhookSignatures('hmac', [key, before], webhook));
    for (const one of [key, before]) expect(new Webhook(webhookSecretOf(one)).verify(body, headers)).toEqual(JSON.parse(body));
    expect(() => new Webhook(webhookSecretOf(newWebhookKey())).verify(body, headers)).toThrow('No matching signature');
  });

  it.each([
    ['another body', (good: string) => ({ body: `${body} `, good })],
    ['another time', (good: string) => ({ body, good, timestamp: Math.floor(Date.now() / 1_000) + 1 })],
    ['a time long past', (good: string) => ({ body, good, timestamp: Math.floor(Date.now() / 1_000) - 301 })],
  ])('does not fit %s', (_, change) => {
    const webhook = webhookOf();
    const {
      body: changed,
      good,
      timestamp = webhook.timestamp,
    } = {
      timestamp: undefined,
      ...change(webhookSignatures('hmac', [key], webhook)),
    };
    expect(() => verifier.verify(changed, headersOf({ ...webhook, timestamp }, good))).toThrow();
  });
});

describe('S12: a webhook signed by Ed25519', () => {
  it('is verified by the public key alone', () => {
    const key = newWebhookKey();
    const webhook = webhookOf();
    const [version, signature = ''] = webhookSignatures('ed25519', [key], webhook).split(',');
    const x = Buffer.from(webhookPublicKeyOf(key).replace(/^whpk_/, ''), 'base64').toString('base64url');
    const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
    const content = (text: string) => Buffer.from(`${webhook.id}.${webhook.timestamp}.${text}`);
    expect(version).toBe('v1a');
    expect(verify(null, content(body), publicKey, Buffer.from(signature, 'base64'))).toBe(true);
    expect(verify(null, content(`${body} `), publicKey, Buffer.from(signature, 'base64'))).toBe(false);
  });
});
