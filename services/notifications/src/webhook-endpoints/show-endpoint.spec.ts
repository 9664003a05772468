import { showEndpoint } from './show-endpoint.js';
import { storeOf } from './store-of.js';
import type { WebhookEndpointRecord } from './webhook-endpoint.entity.js';

const now = new Date('2026-11-28T12:00:00Z');
const endpoint: WebhookEndpointRecord = {
  id: '018f0000-0000-7000-8000-000000000001',
  merchant: 'mer_demo',
  mode: 'test',
  url: 'https://shop.example/hook',
  events: [],
  isOrdered: false,
  signature: 'hmac',
  description: '',
  isEnabled: true,
  isGone: false,
  sealedKey: Buffer.from('sealed'),
  publicKey: '',
  previousSealedKey: Buffer.from('sealed before'),
  previousKeyUntil: new Date('2026-11-28T13:00:00Z'),
  keyCommand: null,
  failingSince: null,
  failures: 0,
  openings: 0,
  pausedUntil: new Date('2026-11-28T11:59:00Z'),
  lastTryAt: null,
  lastAnswerStatus: 0,
  lastProblem: '',
  createdAt: new Date('2026-11-01T00:00:00Z'),
};

describe('an endpoint as it is told', () => {
  it('has no key in any form, and its secret only where it is given', () => {
    const shown = showEndpoint(endpoint, now);
    expect(shown.secret).toBe('');
    expect(JSON.stringify(shown)).not.toMatch(/sealed/i);
    expect(showEndpoint(endpoint, now, 'whsec_a').secret).toBe('whsec_a');
  });

  it('says what came back last, and nothing before something was sent', () => {
    expect(showEndpoint(endpoint, now)).toMatchObject({ failures: 0, lastTryAt: '', lastAnswerStatus: 0, lastProblem: '' });
    const failed = { ...endpoint, failures: 3, lastTryAt: now, lastProblem: 'timeout' };
    expect(showEndpoint(failed, now)).toMatchObject({ failures: 3, lastTryAt: now.toISOString(), lastProblem: 'timeout' });
  });

  it('says until when the key before is good and it is left alone, while that is so', () => {
    expect(showEndpoint(endpoint, now)).toMatchObject({ previousKeyUntil: '2026-11-28T13:00:00.000Z', pausedUntil: '' });
    const later = new Date('2026-11-28T13:00:01Z');
    expect(showEndpoint(endpoint, later).previousKeyUntil).toBe('');
  });

  it.each([
    [{}, 'active'],
    [{ failingSince: now }, 'failing'],
    [{ isEnabled: false, failingSince: now }, 'disabled'],
    [{ isEnabled: false, isGone: true }, 'gone'],
  ])('with %j is %s', (more, status) => expect(showEndpoint({ ...endpoint, ...more }, now).status).toBe(status));
});

describe('whose webhooks a request is about', () => {
  it('is what it says', () =>
    expect(storeOf({ merchant: 'mer_demo', mode: 'live' })).toEqual({ merchant: 'mer_demo', mode: 'live' }));
  it('is never left open', () => expect(() => storeOf(undefined)).toThrow('names its store'));
});
