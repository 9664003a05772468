import type { OrderEvent } from '../../api/order.js';
import { adviceOn, outcomeOf, reasonOf } from './advice.js';

const event = (type: string, data: OrderEvent['data']): OrderEvent => ({
  id: type,
  stream: 'payment',
  version: 1,
  type,
  occurredAt: '2026-11-27T00:00:00Z',
  data,
});
const payment = { status: 'none', brand: 'visa', last4: '1111', authorizationCode: null, avs: null, cvc: null };

describe('how an order ended', () => {
  it.each([
    ['pending', 'none', 'pending'],
    ['review', 'none', 'held'],
    ['declined', 'declined', 'declined'],
    ['rejected', 'none', 'rejected'],
    ['approved', 'authorized', 'authorized'],
    ['approved', 'captured', 'approved'],
    ['credited', 'credited', 'credited'],
  ])('is, of status %s with its payment %s, %s', (status, paid, outcome) =>
    expect(outcomeOf({ status, payment: { ...payment, status: paid } })).toBe(outcome),
  );

  it('is told by the event that ended it', () => {
    expect(reasonOf([event('OrderPlaced', {}), event('PaymentDeclined', { code: 'expired_card' })])).toBe('expired_card');
    expect(reasonOf([event('OrderPricingFailed', { reason: 'destination_not_served' })])).toBe('destination_not_served');
    expect(reasonOf([event('OrderPlaced', { code: 'x' })])).toBeUndefined();
  });

  it('comes with what to do next', () => {
    expect(adviceOn(['expired_card'], { type: 'sale' })).toBe('checkCard');
    expect(adviceOn(['something_new', 'card_velocity'], { type: 'sale' })).toBe('wait');
    expect(adviceOn(['stolen_card'], { type: 'sale' })).toBe('otherCard');
    expect(adviceOn([], { type: 'sale' })).toBe('otherCard');
  });

  it.each([
    ['do_not_honor', 'creditOtherCard'],
    ['insufficient_funds', 'creditOtherCard'],
    ['expired_card', 'creditCheckCard'],
    ['issuer_unavailable', 'creditTryAgain'],
    ['duplicate_transmission', 'creditTryAgain'],
    ['credit_not_supported', 'noCredit'],
    ['no_processor', 'noCredit'],
    ['something_new', 'creditOtherCard'],
  ])('of a credit that was declined with %s is not that of a payment: %s', (reason, advice) =>
    expect(adviceOn([reason], { type: 'credit' })).toBe(advice),
  );
});
