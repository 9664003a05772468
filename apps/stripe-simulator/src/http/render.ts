import type { Book, Intent } from '../books/book.js';
import type { MethodCreated, Refunded, Timed } from '../books/journal-entry.js';
import { cardBehavior, checksOf } from '../cards/issuer.js';

type Json = Readonly<Record<string, unknown>>;

const seconds = (at: string): number => Math.floor(Date.parse(at) / 1000);

/** Objects as the API shows them: the fields that clients of card payments read. Source: docs.stripe.com/api. */
export const renderIntent = (book: Book, intent: Intent, isExpanded: boolean): Json => ({
  id: intent.id,
  object: 'payment_intent',
  amount: intent.amount,
  amount_capturable: intent.amountCapturable,
  amount_received: intent.amountReceived,
  canceled_at: intent.canceled === undefined ? null : seconds(intent.canceled.at),
  cancellation_reason: intent.canceled?.reason ?? null,
  capture_method: intent.captureMethod,
  created: seconds(intent.createdAt),
  currency: intent.currency,
  last_payment_error: renderDecline(book, intent),
  latest_charge: isExpanded ? renderCharge(book, intent) : (intent.charge?.id ?? null),
  livemode: false,
  metadata: intent.metadata,
  next_action: intent.status === 'requires_action' ? { type: 'use_stripe_sdk' } : null,
  payment_method: intent.method ?? null,
  payment_method_types: ['card'],
  status: intent.status,
});

const renderDecline = (book: Book, { decline }: Intent): Json | null => {
  const method = decline === undefined ? undefined : book.method(decline.method);
  if (decline === undefined || method === undefined) return null;
  return {
    type: 'card_error',
    code: decline.code,
    message: 'Your card was declined.',
    ...(decline.declineCode !== undefined && { decline_code: decline.declineCode }),
    ...(decline.networkCode !== '' && { network_decline_code: decline.networkCode }),
    payment_method: renderMethod(method),
  };
};

const renderCharge = (book: Book, intent: Intent): Json | null => {
  const { charge } = intent;
  const method = charge === undefined ? undefined : book.method(charge.method);
  if (charge === undefined || method === undefined) return null;
  const refunded = book.refundedAmount(intent.id);
  return {
    id: charge.id,
    object: 'charge',
    amount: intent.amount,
    amount_captured: intent.amountReceived,
    amount_refunded: refunded,
    captured: intent.amountReceived > 0,
    currency: intent.currency,
    livemode: false,
    outcome: { network_status: 'approved_by_network', network_decline_code: null, type: 'authorized' },
    payment_intent: intent.id,
    payment_method: charge.method,
    payment_method_details: {
      type: 'card',
      card: {
        ...renderCard(method),
        authorization_code: charge.code,
        multicapture: { status: charge.hasMulticapture ? 'available' : 'unavailable' },
      },
    },
    refunded: refunded > 0 && refunded === intent.amountReceived,
    status: 'succeeded',
  };
};

export const renderMethod = (method: MethodCreated): Json => ({
  id: method.method,
  object: 'payment_method',
  card: renderCard(method),
  livemode: false,
  type: 'card',
});

const renderCard = (method: MethodCreated): Json => ({
  brand: cardBehavior(method).brand,
  checks: checksOf(method),
  exp_month: method.expMonth,
  exp_year: method.expYear,
  last4: method.last4,
});

export const renderRefund = (refund: Timed<Refunded>): Json => ({
  id: refund.refund,
  object: 'refund',
  amount: refund.amount,
  created: seconds(refund.at),
  currency: refund.currency,
  metadata: refund.metadata,
  payment_intent: refund.intent,
  status: 'succeeded',
});
