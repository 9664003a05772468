import type Stripe from 'stripe';
import {
  captureRefusal,
  isFullOfCaptures,
  nextUndoStep,
  nextVoidStep,
  refundedOf,
  resultOfAuthorization,
  resultOfCapture,
  resultOfRefund,
} from './stripe-answers.js';

const anIntent = (more: object): Stripe.PaymentIntent =>
  ({
    id: 'pi_1',
    status: 'requires_capture',
    amount: 1000,
    amount_capturable: 1000,
    amount_received: 0,
    currency: 'usd',
    latest_charge: null,
    last_payment_error: null,
    metadata: {},
    ...more,
  }) as unknown as Stripe.PaymentIntent;
const aRefund = (more: object) =>
  ({ id: 're_1', status: 'succeeded', amount: 300, currency: 'usd', ...more }) as unknown as Stripe.Refund;
const taken = { status: 'succeeded', amount_capturable: 0, amount_received: 1000 };
const asked = { amount: 1000, currency: 'usd', isSale: false };

describe('an authorization', () => {
  it.each([
    ['held as asked', {}, asked],
    ['taken as asked', taken, { ...asked, isSale: true }],
  ])('%s is approved', (_title, intent, request) =>
    expect(resultOfAuthorization(anIntent(intent), request).outcome).toBe('approved'),
  );

  it.each([
    ['for half the amount', { amount_capturable: 500 }, asked],
    ['in another currency', { currency: 'eur' }, asked],
    ['taken, though only a hold was asked for', taken, asked],
    ['held, though a sale was asked for', {}, { ...asked, isSale: true }],
    ['still in process', { status: 'processing' }, asked],
    ['not asked yet', { status: 'requires_confirmation' }, asked],
    ['refused without a reason', { status: 'requires_payment_method' }, asked],
  ])('A4: %s is unknown, and so reversed', (_title, intent, request) =>
    expect(resultOfAuthorization(anIntent(intent), request)).toEqual({ outcome: 'unknown', cause: 'answer_differs' }),
  );

  it('that waits for 3-D Secure, or was closed, is declined', () => {
    const codes = ['requires_action', 'canceled'].map((status) => resultOfAuthorization(anIntent({ status }), asked));
    expect(codes).toMatchObject([{ code: 'authentication_required' }, { code: 'authorization_voided' }]);
  });

  it('that was refused tells why', () => {
    const last_payment_error = { code: 'card_declined', decline_code: 'insufficient_funds', network_decline_code: '51' };
    expect(resultOfAuthorization(anIntent({ status: 'requires_payment_method', last_payment_error }), asked)).toMatchObject({
      outcome: 'declined',
      code: 'insufficient_funds',
      networkCode: '51',
    });
  });
});

describe('a capture', () => {
  const amount = { amount: 400, currency: 'usd', operation: 'op-1' };
  const metadata = { 'op-1': '400' };
  it('is done when so much was received, and keeps the rest for another one', () => {
    const result = resultOfCapture(anIntent({ amount_received: 400, metadata }), amount);
    expect(result.outcome).toBe('approved');
    expect(result).not.toHaveProperty('releasedRest');
  });
  it('tells that the rest is gone when there is nothing more to capture', () => {
    const result = (more: object) => resultOfCapture(anIntent({ ...taken, metadata, ...more }), amount);
    expect(result({ amount_received: 400 })).toMatchObject({ outcome: 'approved', releasedRest: true });
    expect(result({ amount: 400, amount_received: 400 })).not.toHaveProperty('releasedRest');
  });
  it.each([
    { amount_received: 399, metadata },
    { amount_received: 400, currency: 'eur', metadata },
    { amount_received: undefined, metadata },
    { amount_received: 400 },
    { amount_received: 900, metadata: { 'op-1': '300' } },
  ])('with %j is unknown', (more) => expect(resultOfCapture(anIntent(more), amount).outcome).toBe('unknown'));
  it('has no room in an intent that tells of 48 others', () => {
    const keys = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`op-${index}`, '1']));
    const own = { order: 'o', operation: 'p' };
    const isFull = [47, 48].map((count) => isFullOfCaptures(anIntent({ metadata: { ...own, ...keys(count) } })));
    expect(isFull).toEqual([false, true]);
  });
  it('is refused by what became of the authorization', () => {
    const refusals = [
      captureRefusal(anIntent({ status: 'canceled', cancellation_reason: 'automatic' })),
      captureRefusal(anIntent({ status: 'canceled', cancellation_reason: null })),
      captureRefusal(anIntent(taken)),
      captureRefusal(undefined),
    ];
    expect(refusals).toMatchObject([
      { code: 'authorization_expired' },
      { code: 'authorization_voided' },
      { code: 'capture_not_allowed' },
      { code: 'capture_not_allowed' },
    ]);
  });
});

describe('a refund', () => {
  const amount = { amount: 300, currency: 'usd' };
  it.each([
    [{}, 'approved'],
    [{ status: 'pending' }, 'approved'],
    [{ status: 'failed' }, 'declined'],
    [{ status: 'canceled' }, 'declined'],
    [{ status: 'requires_action' }, 'unknown'],
    [{ status: undefined }, 'unknown'],
    [{ amount: 299 }, 'unknown'],
    [{ currency: 'eur' }, 'unknown'],
  ])('%j is %s', (more, outcome) => expect(resultOfRefund(aRefund(more), amount).outcome).toBe(outcome));

  it('that failed gave nothing back', () =>
    expect(refundedOf([aRefund({}), aRefund({ status: 'failed' }), aRefund({ status: 'pending' })])).toBe(600));
});

describe('undoing', () => {
  it.each([
    [{ status: 'requires_payment_method' }, 0, 'cancel'],
    [{ status: 'requires_action' }, 0, 'cancel'],
    [{}, 0, 'cancel'],
    [taken, 0, 'refund'],
    [taken, 400, 'refund'],
    [taken, 1000, 'nothing'],
    [{ status: 'canceled' }, 0, 'nothing'],
    [{ status: 'canceled', amount_received: 300 }, 0, 'refund'],
    [{ status: 'processing' }, 0, 'wait'],
  ])('%j with %s refunded takes: %s', (intent, refunded, step) => expect(nextUndoStep(anIntent(intent), refunded)).toBe(step));
});

describe('voiding', () => {
  const partly = { status: 'succeeded', amount_capturable: 0, amount_received: 400 };
  it.each([
    [{}, 1000, false, 'cancel'],
    [{ status: 'canceled' }, 1000, false, 'nothing'],
    [partly, 600, false, 'nothing'],
    [partly, 601, false, 'refuse'],
    [taken, 1000, false, 'refuse'],
    [taken, 1000, true, 'refund'],
  ])('%j of %s, sale %s, takes: %s', (...[intent, amount, isSale, step]) =>
    expect(nextVoidStep(anIntent(intent), { refunded: 0, amount, isSale })).toBe(step),
  );
});
