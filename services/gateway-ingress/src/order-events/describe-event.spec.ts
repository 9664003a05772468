import { orderPlaced, paymentCaptured, recorded } from '@tollgate/order';
import { describeEvent } from './describe-event.js';

describe('describeEvent', () => {
  it('tells what happened, amounts as integers', () => {
    const event = paymentCaptured();
    expect(describeEvent(event)).toMatchObject({
      stream: 'payment',
      version: 3,
      type: 'PaymentCaptured',
      occurredAt: '2026-11-23T12:00:00.000Z',
      data: { amount: { minor: 5426, currency: 'USD' }, deliverables: [{ line: 1, files: [{ sizeBytes: 1_048_576 }] }] },
    });
    expect(describeEvent(event).id).toMatch(/^evt_[0-9a-f]{32}$/);
  });

  it('keeps inside what is sealed and what only our services read', () => {
    const text = JSON.stringify(describeEvent(orderPlaced({ sealedPersonalData: 'c2VjcmV0' })));
    for (const inner of ['c2VjcmV0', 'card_a_1', 'screening', 'objectKey', '$typeName']) expect(text).not.toContain(inner);
    expect(text).toContain('"last4":"1111"');
  });

  it('shows the merchant’s own metadata whatever he calls it', () => {
    const event = recorded('OrderPlaced', { metadata: { token: 't-1' } });
    expect(describeEvent(event).data.metadata).toEqual({ token: 't-1' });
  });
});
