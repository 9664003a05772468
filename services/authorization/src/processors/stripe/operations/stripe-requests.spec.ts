import { usd } from '@tollgate/money';
import type { ProcessorRequest } from '../../card-processor.js';
import { cardOf } from '../testing/stripe-stack.js';
import { referenceTo } from './stripe-answers.js';
import {
  captureParams,
  cardParams,
  confirmParams,
  idempotencyKey,
  intentOf,
  intentParams,
  refundParams,
  undoParams,
} from './stripe-requests.js';

const original = { operation: 'op-1', amount: usd(1000n), isSale: false, reference: referenceTo('pi_1'), authorizationCode: '' };
const request: ProcessorRequest = {
  kind: 'capture',
  operation: 'op-2',
  order: { id: 'ord-1', merchant: 'shop', mode: 'test', reference: 'for Jane Doe', placedAt: '2026-11-26T10:00:00Z' },
  amount: usd(400n),
  isSale: false,
  isFinal: false,
  original,
};

describe('a request to Stripe', () => {
  it('names order and operation, and no merchant, reference or person', () => {
    const texts = [
      intentParams(request),
      captureParams(request, true),
      refundParams('pi_1', request),
      undoParams('pi_1', request),
    ];
    for (const params of texts) expect(JSON.stringify(params)).not.toMatch(/shop|Jane/);
    expect(intentParams(request).metadata).toEqual({ order: 'ord-1', operation: 'op-2' });
  });

  it('is the same for the same operation, so that a repetition is one', () => {
    expect(intentParams(request)).toEqual(intentParams({ ...request }));
    expect([idempotencyKey('op-2'), idempotencyKey('op-2', 'cancel'), idempotencyKey('op-2', 'refund')]).toEqual([
      'op-2',
      'op-2:cancel',
      'op-2:refund',
    ]);
  });

  it('says that a capture is not the last one only where several are allowed', () => {
    expect(captureParams(request, true)).toMatchObject({ amount_to_capture: 400, final_capture: false });
    expect(captureParams(request, false)).not.toHaveProperty('final_capture');
  });

  it('marks a stored card as merchant-initiated, and else makes 3-D Secure a decline', () => {
    const confirmation = { paymentMethod: 'pm_1', hasMulticapture: false };
    expect(confirmParams({ ...confirmation, isStored: true })).toMatchObject({
      off_session: true,
      payment_method_options: { card: { stored_credential_usage: 'unscheduled' } },
    });
    expect(confirmParams({ ...confirmation, isStored: false })).toMatchObject({ error_on_requires_action: true });
  });

  it('leaves out the CVC and the address where there are none', () => {
    expect(cardParams({ ...cardOf('4242424242424242', true), streetDigits: '', postalCode: '' })).toEqual({
      type: 'card',
      card: { number: '4242424242424242', exp_month: 12, exp_year: 2030 },
      billing_details: { address: {} },
    });
  });

  it('undoes all that is left, and names what it undoes', () =>
    expect(undoParams('pi_1', request)).toEqual({
      payment_intent: 'pi_1',
      metadata: { order: 'ord-1', operation: 'op-2', undoes: 'op-1' },
    }));

  it("is about the PaymentIntent of the authorization, and of no other processor's", () => {
    expect(intentOf(original)).toBe('pi_1');
    const others = [undefined, { ...original, reference: undefined }];
    for (const other of others) expect(() => intentOf(other)).toThrow(expect.objectContaining({ code: 'unknown_authorization' }));
  });
});
