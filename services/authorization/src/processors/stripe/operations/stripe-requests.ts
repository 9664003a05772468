import { DomainError } from '@tollgate/errors';
import type Stripe from 'stripe';
import type { CardDetails, OriginalRequest, ProcessorRequest } from '../../card-processor.js';
import { toStripeAmount } from '../amounts/stripe-amount.js';

/** What names one step of an operation at Stripe: the same for every repetition, so that a repetition is no second
 *  movement.
 *  Source: docs.stripe.com/api/idempotent_requests. */
export const idempotencyKey = (operation: string, step?: 'confirm' | 'cancel' | 'refund'): string =>
  step === undefined ? operation : `${operation}:${step}`;

/** The charge says what the card's checks found, and which code the issuer gave. */
const EXPAND = ['latest_charge'];

/** A PaymentIntent without a card: it holds nothing, and what comes later quotes its id. No personal data. */
export const intentParams = ({
  order,
  operation,
  amount,
  isSale,
}: Pick<ProcessorRequest, 'order' | 'operation' | 'amount' | 'isSale'>): Stripe.PaymentIntentCreateParams => ({
  ...toStripeAmount(amount),
  capture_method: isSale ? 'automatic' : 'manual',
  allowed_payment_method_types: ['card'],
  metadata: { order: order.id, operation },
});

/** The card, as a PaymentMethod: the only place where the PAN and the CVC are revealed. */
export const cardParams = (card: CardDetails): Stripe.PaymentMethodCreateParams => ({
  type: 'card',
  card: {
    number: card.pan.reveal(),
    exp_month: Number(card.expiry.slice(2)),
    exp_year: 2000 + Number(card.expiry.slice(0, 2)),
    ...(card.cvc && { cvc: card.cvc.reveal() }),
  },
  billing_details: {
    address: {
      ...(card.streetDigits !== '' && { line1: card.streetDigits }),
      ...(card.postalCode !== '' && { postal_code: card.postalCode }),
    },
  },
});

export interface Confirmation {
  readonly paymentMethod: string;
  /** The customer is not there, and agreed to it before: marked as merchant-initiated. */
  readonly isStored: boolean;
  readonly hasMulticapture: boolean;
}

/** Asks the issuer. Nobody is there who could pass 3-D Secure, so its demand is a decline; a stored card's
 *  off-session payment is declined by Stripe itself then. Source: docs.stripe.com/api/payment_intents/confirm. */
export const confirmParams = (confirmation: Confirmation): Stripe.PaymentIntentConfirmParams => ({
  payment_method: confirmation.paymentMethod,
  ...(confirmation.isStored ? { off_session: true } : { error_on_requires_action: true }),
  payment_method_options: {
    card: {
      ...(confirmation.isStored && { stored_credential_usage: 'unscheduled' }),
      ...(confirmation.hasMulticapture && { request_multicapture: 'if_available' }),
    },
  },
  expand: EXPAND,
});

/** The operation becomes a key of the intent's metadata, so that a repetition can see that it was done. */
export const captureParams = (request: ProcessorRequest, canCaptureAgain: boolean): Stripe.PaymentIntentCaptureParams => ({
  amount_to_capture: toStripeAmount(request.amount).amount,
  ...(canCaptureAgain && { final_capture: request.isFinal }),
  metadata: { [request.operation]: toStripeAmount(request.amount).amount },
  expand: EXPAND,
});

export const cancelParams = (): Stripe.PaymentIntentCancelParams => ({ expand: EXPAND });
export const retrieveParams = (): Stripe.PaymentIntentRetrieveParams => ({ expand: EXPAND });
export const refundsParams = (intent: string): Stripe.RefundListParams => ({ payment_intent: intent, limit: 100 });

export const refundParams = (
  intent: string,
  { order, operation, amount }: Pick<ProcessorRequest, 'order' | 'operation' | 'amount'>,
): Stripe.RefundCreateParams => ({
  payment_intent: intent,
  amount: toStripeAmount(amount).amount,
  metadata: { order: order.id, operation },
});

/** Gives all back that is left of a payment that must not stand, and says so: to an auditor it is no refund of the
 *  merchant's. */
export const undoParams = (
  intent: string,
  { order, operation, original }: Pick<ProcessorRequest, 'order' | 'operation' | 'original'>,
): Stripe.RefundCreateParams => ({
  payment_intent: intent,
  metadata: { order: order.id, operation, undoes: original?.operation ?? '' },
});

/** The PaymentIntent that a request is about. DomainError `unknown_authorization` where the reference is not one of
 *  Stripe's. */
export const intentOf = (original: OriginalRequest | undefined): string => {
  const reference = original?.reference?.reference;
  if (reference?.case !== 'external') throw new DomainError('unknown_authorization', '/original');
  return reference.value;
};
