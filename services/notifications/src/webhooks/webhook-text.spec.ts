import { recorded } from '@tollgate/testing';
import { bodyOf, testBodyOf, webhookIdOf } from './webhook-text.js';

describe('the body of a webhook', () => {
  const event = recorded('OrderPlaced', { metadata: { cart: 'c-17' }, sealedPersonalData: 'c2VjcmV0' });
  const { headerText, dataText, hash } = event;

  it('is the event as the log has it, with its place and nothing that is not public', () => {
    const body = bodyOf({ body: null, sequence: 1, headerText, dataText, hash: hash || 'ab' });
    expect(JSON.parse(body)).toMatchObject({ id: webhookIdOf(event.header.id), type: 'OrderPlaced', sequence: '0000000001' });
    expect(body).not.toContain('c2VjcmV0');
  });

  it('is its own where there is no event, as of a test', () => {
    const at = new Date('2026-11-28T12:00:00Z');
    const body = testBodyOf({ event: event.header.id, merchant: 'mer_demo', mode: 'test', at });
    expect(bodyOf({ body, sequence: 0 })).toBe(body);
    expect(JSON.parse(body)).toMatchObject({ type: 'WebhookTest', source: '/stores/mer_demo/test', time: at.toISOString() });
  });

  it('is never made up', () => expect(() => bodyOf({ body: null, sequence: 1 })).toThrow('an event that the log has'));
});
