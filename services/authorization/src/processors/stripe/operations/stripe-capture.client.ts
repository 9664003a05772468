import type Stripe from 'stripe';
import type { PreparedRequest, ProcessorRequest, ProcessorResult } from '../../card-processor.js';
import { toStripeAmount } from '../amounts/stripe-amount.js';
import type { StripeClient } from '../api/stripe.client.js';
import { chargeOf } from '../api/stripe-checks.js';
import { declined, isTooLarge, isUnexpectedState } from '../api/stripe-errors.js';
import { type AskedCapture, captureRefusal, hasCapture, isFullOfCaptures, resultOfCapture } from './stripe-answers.js';
import type { StripeAccount } from './stripe-authorize.client.js';
import { captureParams, idempotencyKey, intentOf, retrieveParams } from './stripe-requests.js';

/** Takes an authorized amount, whole or in part. Without multicapture Stripe allows one capture for an authorization
 *  and releases the rest with it, whether it is said to be final or not: the answer says so, `releasedRest`; a second one
 *  is declined, `capture_not_allowed`. With it, up to 48: Stripe allows 50, and as many metadata keys, of which two are
 *  taken; one more is declined, `too_many_captures`.
 *  Source: docs.stripe.com/payments/place-a-hold-on-a-payment-method; docs.stripe.com/payments/multicapture. */
export const prepareCapture = (client: StripeClient, account: StripeAccount, request: ProcessorRequest): PreparedRequest => {
  const intent = intentOf(request.original);
  const asked = { ...toStripeAmount(request.amount), operation: request.operation };
  return {
    reference: request.original?.reference,
    submit: () => client.settle(() => capture(client, account, { intent, request, asked })),
  };
};

interface Capturing {
  readonly intent: string;
  readonly request: ProcessorRequest;
  readonly asked: AskedCapture;
}

const capture = async (client: StripeClient, account: StripeAccount, capturing: Capturing): Promise<ProcessorResult> => {
  const { intent, request, asked } = capturing;
  const mustLook = request.repeats !== undefined || account.hasMulticapture;
  const before = mustLook ? await client.ask((stripe) => stripe.paymentIntents.retrieve(intent, retrieveParams())) : undefined;
  if (before && hasCapture(before, request.operation)) return resultOfCapture(before, asked);
  if (before && isFullOfCaptures(before)) return declined('too_many_captures');
  const params = captureParams(request, canCaptureAgain(before));
  const key = { key: idempotencyKey(request.operation), attempts: request.repeats?.attempts ?? 0 };
  try {
    const answer = await client.askWithKey(key, (stripe, options) => stripe.paymentIntents.capture(intent, params, options));
    return resultOfCapture(answer, asked);
  } catch (error) {
    return resultOfRefusal(error);
  }
};

const resultOfRefusal = (error: unknown): ProcessorResult => {
  if (isUnexpectedState(error)) return captureRefusal(error.payment_intent);
  if (isTooLarge(error)) return declined('capture_too_large');
  throw error;
};

const canCaptureAgain = (intent: Stripe.PaymentIntent | undefined): boolean =>
  intent !== undefined && chargeOf(intent)?.payment_method_details?.card?.multicapture?.status === 'available';
