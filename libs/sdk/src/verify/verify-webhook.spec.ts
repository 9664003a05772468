import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { verifyWebhook } from './verify-webhook.js';

const key = Buffer.from('a key of a webhook endpoint, 32 b');
const secret = `whsec_${key.toString('base64')}`;
const now = () => 1_800_000_000_000;
const timestamp = '1800000000';
const body = '{"type":"order.paid","note":"é"}';

const signed = (content: string, by = key): string => `v1,${createHmac('sha256', by).update(content).digest('base64')}`;
const right = signed(`msg_1.${timestamp}.${body}`);
const headers = (signature: string, time = timestamp) => ({
  'webhook-id': 'msg_1',
  'webhook-timestamp': time,
  'webhook-signature': signature,
});

describe('S12: a webhook', () => {
  it('is taken with the right signature, whatever holds its headers', () => {
    const expected = { id: 'msg_1', timestamp: 1_800_000_000, payload: { type: 'order.paid', note: 'é' } };
    expect(verifyWebhook(headers(right), body, secret, { now })).toEqual(expected);
    expect(verifyWebhook(new Headers(headers(right)), Buffer.from(body), secret, { now })).toEqual(expected);
    const written = Object.fromEntries(Object.entries(headers(right)).map(([name, value]) => [name.toUpperCase(), [value]]));
    expect(verifyWebhook(written, body, secret, { now })).toEqual(expected);
  });

  it('is taken where one of several signatures is right, as while a secret is changed', () => {
    const former = signed(`msg_1.${timestamp}.${body}`, Buffer.from('the former key'));
    expect(verifyWebhook(headers(`${former} v1a,AAAA ${right}`), body, secret, { now }).id).toBe('msg_1');
  });

  it('is taken with a signature by Ed25519', () => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
    const signature = `v1a,${sign(null, Buffer.from(`msg_1.${timestamp}.${body}`), privateKey).toString('base64')}`;
    expect(verifyWebhook(headers(signature), body, `whpk_${raw.toString('base64')}`, { now }).id).toBe('msg_1');
    const elsewhere = () => verifyWebhook(headers(signature), `${body} `, `whpk_${raw.toString('base64')}`, { now });
    expect(elsewhere).toThrow(expect.objectContaining({ code: 'signature_wrong' }));
  });

  it.each([
    ['a body that was changed by one blank', headers(right), `${body} `, 'signature_wrong'],
    ['another id', { ...headers(right), 'webhook-id': 'msg_2' }, body, 'signature_wrong'],
    ['a signature of another kind with the same text', headers(right.replace('v1,', 'v1a,')), body, 'signature_wrong'],
    ['half a signature', headers(right.slice(0, 20)), body, 'signature_wrong'],
    ['an empty signature', headers('v1,'), body, 'signature_wrong'],
    ['no signature', { 'webhook-id': 'msg_1', 'webhook-timestamp': timestamp }, body, 'signature_missing'],
    ['an older time', headers(signed(`msg_1.1799999699.${body}`), '1799999699'), body, 'too_old'],
    ['a time to come', headers(signed(`msg_1.1800000301.${body}`), '1800000301'), body, 'too_new'],
    ['a time that is none', headers(signed(`msg_1.now.${body}`), 'now'), body, 'malformed'],
  ])('is refused with %s', (_, given, text, code) =>
    expect(() => verifyWebhook(given, text, secret, { now })).toThrow(expect.objectContaining({ name: 'SignatureError', code })),
  );

  it('has as much time as is tolerated', () => {
    const time = '1799999001';
    const old = headers(signed(`msg_1.${time}.${body}`), time);
    expect(verifyWebhook(old, body, secret, { now, toleranceSeconds: 1_000 }).timestamp).toBe(1_799_999_001);
  });

  it('is judged by no empty secret', () =>
    expect(() => verifyWebhook(headers(right), body, 'whsec_', { now })).toThrow(TypeError));
});
