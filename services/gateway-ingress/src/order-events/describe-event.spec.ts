import { orderPlaced, paymentCaptured, recorded } from '@tollgate/testing';
import { describeEvent } from './describe-event.js';

describe('an event as the merchant sees it', () => {
  it('tells what happened, amounts and sizes as integers', () => {
    const event = paymentCaptured();
    const described = describeEvent(event);
    expect(described).toMatchObject({
      stream: 'payment',
      version: 3,
      type: 'PaymentCaptured',
      occurredAt: '2026-11-23T12:00:00.000Z',
      data: { amount: { minor: 5426, currency: 'USD' } },
    });
    expect(described.id).toMatch(/^evt_[0-9a-f]{32}$/);
  });

  it('tells who did it, and of which trace it is part', () => {
    const event = paymentCaptured();
    const header = { ...event.header, actor: { service: 'gateway-ingress', on: 'usr_1' } };
    expect(describeEvent({ ...event, header })).toMatchObject({
      actor: { service: 'gateway-ingress', on: 'usr_1' },
      traceId: null,
    });
    const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
    const traced = { ...event, header: { ...header, traceparent: `00-${trace}-00f067aa0ba902b7-01` } };
    expect(describeEvent(traced).traceId).toBe(trace);
  });

  it('shows what its contract marks as public and nothing else', () => {
    const text = JSON.stringify(describeEvent(orderPlaced({ sealedPersonalData: 'c2VjcmV0' })));
    for (const inner of ['c2VjcmV0', 'card_1', '411111', 'screening', 'objectKey', '$typeName'])
      expect(text).not.toContain(inner);
    expect(text).toContain('"last4":"1111"');
    expect(text).toContain('"sizeBytes":1048576');
  });

  it('shows the merchant’s own metadata as they gave it, whatever they call it', () => {
    const event = recorded('OrderPlaced', { metadata: { token: 't-1', minor: '0012' } });
    expect(describeEvent(event).data.metadata).toEqual({ token: 't-1', minor: '0012' });
  });
});
