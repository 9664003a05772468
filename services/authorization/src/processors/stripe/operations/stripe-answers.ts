import { create, type ProcessorReference, ProcessorReferenceSchema } from '@tollgate/contracts';
import type Stripe from 'stripe';
import type { ProcessorResult } from '../../card-processor.js';
import type { StripeAmount } from '../amounts/stripe-amount.js';
import { DECLINE_CODES } from '../api/decline-codes.data.js';
import { chargeOf, checkLetters } from '../api/stripe-checks.js';
import { declined, unknown } from '../api/stripe-errors.js';

/** A PaymentIntent or a Refund, by its id. */
export const referenceTo = (id: string): ProcessorReference =>
  create(ProcessorReferenceSchema, { reference: { case: 'external', value: id } });

/** What was asked of the issuer, in Stripe's units. */
export interface AskedAuthorization extends StripeAmount {
  readonly isSale: boolean;
}

/** What the issuer said, read from the intent itself, which an error carries too. Another
 *  amount or currency than asked for is unknown (and so reversed), never recorded as ours. `requires_action` is a
 *  decline: nobody is there to pass 3-D Secure; the caller cancels the intent. Source:
 *  docs.stripe.com/payments/paymentintents/lifecycle. */
export const resultOfAuthorization = (intent: Stripe.PaymentIntent, asked: AskedAuthorization): ProcessorResult => {
  switch (intent.status) {
    case 'requires_capture':
    case 'succeeded':
      return holds(intent, asked) ? approvedBy(intent) : unknown('answer_differs');
    case 'requires_action':
      return { ...declined('authentication_required'), reference: referenceTo(intent.id) };
    case 'requires_payment_method':
      return declinedBy(intent);
    case 'canceled':
      return { ...declined('authorization_voided'), reference: referenceTo(intent.id) };
    default:
      return unknown('answer_differs');
  }
};

const holds = (intent: Stripe.PaymentIntent, { amount, currency, isSale }: AskedAuthorization): boolean =>
  intent.currency === currency &&
  intent.status === (isSale ? 'succeeded' : 'requires_capture') &&
  (isSale ? intent.amount_received : intent.amount_capturable) === amount;

const approvedBy = (intent: Stripe.PaymentIntent): ProcessorResult => {
  const card = chargeOf(intent)?.payment_method_details?.card;
  return {
    outcome: 'approved',
    reference: referenceTo(intent.id),
    authorizationCode: card?.authorization_code ?? chargeOf(intent)?.authorization_code ?? '',
    ...checkLetters(card?.checks),
    networkCode: '',
  };
};

const declinedBy = (intent: Stripe.PaymentIntent): ProcessorResult => {
  const error = intent.last_payment_error;
  if (error === null) return unknown('answer_differs');
  return {
    outcome: 'declined',
    reference: referenceTo(intent.id),
    code: DECLINE_CODES[error.decline_code ?? ''] ?? DECLINE_CODES[error.code ?? ''] ?? 'declined',
    networkCode: error.network_decline_code ?? '',
    ...checkLetters(error.payment_method?.card?.checks),
  };
};

/** The movement named by `id` was done. */
export const done = (id: string): Extract<ProcessorResult, { outcome: 'approved' }> => ({
  outcome: 'approved',
  reference: referenceTo(id),
  authorizationCode: '',
  avs: '',
  cvc: '',
  networkCode: '',
});

/** Whether the capture of this operation is in the intent: its metadata tells (`captureParams`). */
export const hasCapture = (intent: Stripe.PaymentIntent, operation: string): boolean => intent.metadata[operation] !== undefined;

/** How many captures an intent can tell of: Stripe keeps 50 metadata keys, and two are the authorization's own (`intentParams`).
 *  Source: docs.stripe.com/api/metadata. */
export const MOST_CAPTURES = 48;

/** Whether the intent has no room for the name of another capture: a repetition could not see that it was done. */
export const isFullOfCaptures = ({ metadata }: Stripe.PaymentIntent): boolean =>
  Object.keys(metadata).length >= MOST_CAPTURES + 2;

/** A capture, as it was asked for. */
export interface AskedCapture extends StripeAmount {
  readonly operation: string;
}

/** A capture is done when the intent has its name with its amount, and has received no less. With an intent that succeeded there is
 *  nothing more to capture: what was not received is released. */
export const resultOfCapture = (intent: Stripe.PaymentIntent, { operation, amount, currency }: AskedCapture): ProcessorResult => {
  const isTaken = intent.metadata[operation] === String(amount) && intent.amount_received >= amount;
  if (intent.currency !== currency || !isTaken) return unknown('answer_differs');
  const hasReleased = intent.status === 'succeeded' && intent.amount_received < intent.amount;
  return hasReleased ? { ...done(intent.id), releasedRest: true } : done(intent.id);
};

/** Why Stripe will not capture an intent in this state. */
export const captureRefusal = (intent: Stripe.PaymentIntent | undefined): ProcessorResult => {
  if (intent?.status !== 'canceled') return declined('capture_not_allowed');
  return declined(intent.cancellation_reason === 'automatic' ? 'authorization_expired' : 'authorization_voided');
};

/** A refund counts once Stripe took it on; `pending` ones of cards reach the bank later. Source:
 *  docs.stripe.com/api/refunds. */
export const resultOfRefund = (refund: Stripe.Refund, asked: StripeAmount): ProcessorResult => {
  if (refund.status === 'failed' || refund.status === 'canceled') return declined('refund_failed');
  if (refund.status !== 'succeeded' && refund.status !== 'pending') return unknown('answer_differs');
  return refund.amount === asked.amount && refund.currency === asked.currency ? done(refund.id) : unknown('answer_differs');
};

/** What undoing a payment takes, seen from what is there now. */
export type UndoStep = 'nothing' | 'cancel' | 'refund' | 'wait';

/** Nothing may stay live: what is held is released, what was taken goes back. `refunded`: all its refunds so far. */
export const nextUndoStep = (intent: Stripe.PaymentIntent, refunded: number): UndoStep => {
  if (intent.status === 'processing') return 'wait';
  if (intent.status !== 'canceled' && intent.status !== 'succeeded') return 'cancel';
  return intent.amount_received > refunded ? 'refund' : 'nothing';
};

/** Refunds that took, or may still take, money back. */
export const refundedOf = (refunds: readonly Stripe.Refund[]): number =>
  refunds.filter(({ status }) => status === 'succeeded' || status === 'pending').reduce((sum, { amount }) => sum + amount, 0);

/** What voiding takes. A sale is taken already: it goes back as a refund. Of a captured authorization only the part
 *  that was never captured can be voided, and Stripe released that with the last capture: then there is nothing to
 *  do. */
export const nextVoidStep = (
  intent: Stripe.PaymentIntent,
  { refunded, amount, isSale }: { readonly refunded: number; readonly amount: number; readonly isSale: boolean },
): UndoStep | 'refuse' => {
  if (intent.status !== 'succeeded') return intent.status === 'canceled' ? 'nothing' : nextUndoStep(intent, refunded);
  if (isSale) return nextUndoStep(intent, refunded);
  return amount <= intent.amount - intent.amount_received ? 'nothing' : 'refuse';
};
