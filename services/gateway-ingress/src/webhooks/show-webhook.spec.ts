import { create, WebhookDeliveryResponseSchema, WebhookEndpointSchema } from '@tollgate/contracts';
import { showEndpoint, showWholeDelivery } from './show-webhook.js';

const id = '018f0000-0000-7000-8000-000000000001';

describe('webhooks as the API shows them', () => {
  it('say null where there is nothing', () => {
    const shown = showEndpoint(
      create(WebhookEndpointSchema, { id, url: 'https://shop.example/', signature: 'hmac', status: 'active' }),
    );
    expect(shown).toMatchObject({
      id: `whe_${id.replaceAll('-', '')}`,
      secret: null,
      publicKey: null,
      pausedUntil: null,
      events: [],
      lastTry: null,
    });
  });

  it('say what came back last', () => {
    const at = '2026-11-28T12:00:00.000Z';
    const tried = { id, failures: 2, lastTryAt: at, lastProblem: 'timeout' };
    expect(showEndpoint(create(WebhookEndpointSchema, tried))).toMatchObject({
      failures: 2,
      lastTry: { at, answerStatus: null, problem: 'timeout' },
    });
  });

  it('tell a delivery with each of its tries', () => {
    const delivery = {
      id,
      endpoint: id,
      event: id,
      order: id,
      type: 'PaymentCaptured',
      sequence: 3,
      status: 'failed',
      problem: '',
    };
    const tries = [{ number: 1, answerStatus: 0, problem: 'timeout', requestHeaders: { 'webhook-id': 'evt_1' } }];
    const shown = showWholeDelivery(create(WebhookDeliveryResponseSchema, { delivery, body: '{}', tries }));
    expect(shown).toMatchObject({
      order: `ord_${id.replaceAll('-', '')}`,
      sequence: 3,
      answerStatus: null,
      problem: null,
      body: '{}',
    });
    expect(shown.attempts).toEqual([expect.objectContaining({ answerStatus: null, problem: 'timeout' })]);
  });
});
