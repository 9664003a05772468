import { DomainError, TransientError } from '@tollgate/errors';
import Stripe from 'stripe';
import type { ProcessorResult } from '../../card-processor.js';
import { DECLINE_CODES, REQUEST_CODES } from './decline-codes.data.js';
import { checkLetters } from './stripe-checks.js';

const UNEXPECTED_STATE = 'payment_intent_unexpected_state';

type Declined = Extract<ProcessorResult, { outcome: 'declined' }>;
type Unknown = Extract<ProcessorResult, { outcome: 'unknown' }>;

export const unknown = (cause: Unknown['cause']): Unknown => ({ outcome: 'unknown', cause });

/** A decline that no issuer spoke. */
export const declined = (code: string): Declined => ({ outcome: 'declined', code, networkCode: '', avs: '', cvc: '' });

/** What a failed call means for the operation. Declined: Stripe said no before or after asking the issuer, and
 *  nothing moved. Unknown: no answer, or one that leaves it open; a repetition under the same idempotency key is
 *  safe.
 *  Source: docs.stripe.com/api/errors; docs.stripe.com/error-low-level. */
export const resultOfError = (error: unknown): Declined | Unknown => {
  if (error instanceof TransientError) return unknown('no_answer');
  return error instanceof Stripe.errors.StripeError ? resultOfStripeError(error) : unknown('answer_differs');
};

const resultOfStripeError = (error: Stripe.errors.StripeError): Declined | Unknown => {
  if (error instanceof Stripe.errors.StripeConnectionError) return unknown(isTimeout(error) ? 'no_answer' : 'link_lost');
  if (error instanceof Stripe.errors.StripeCardError) return resultOfCardError(error);
  if (error instanceof Stripe.errors.StripeIdempotencyError || error.code === UNEXPECTED_STATE) return unknown('answer_differs');
  return isRefusal(error) ? declined(REQUEST_CODES[error.code ?? ''] ?? 'invalid_request') : unknown('no_answer');
};

/** What a failed call means before anything is promised: a DomainError where Stripe will never take this amount or
 *  currency, a TransientError that says which answer came, and never what was sent. Other errors are rethrown:
 *  defects. */
export const errorOfPreparing = (error: unknown): Error => {
  if (!(error instanceof Stripe.errors.StripeError)) return error instanceof Error ? error : new Error(String(error));
  if (isRefusal(error) && error.param === 'currency') return new DomainError('currency_not_supported', '/amount/currency');
  if (isRefusal(error) && REQUEST_CODES[error.code ?? ''] === 'amount_not_supported') {
    return new DomainError('amount_not_supported', '/amount');
  }
  const words = [error.statusCode ?? 'nothing', error.type, error.code, error.requestId];
  return new TransientError(`Stripe answered ${words.filter((word) => word !== undefined).join(' ')}`);
};

/** Whether a failure is the saved answer to an earlier request, and says nothing of now: a server error, or a state
 *  that did not allow it then. Stripe goes on to answer so for 24 hours.
 *  Source: docs.stripe.com/api/idempotent_requests: "the saved response, including 500 errors". */
export const isOutdated = (error: unknown): boolean =>
  error instanceof Stripe.errors.StripeError &&
  error.headers?.['idempotent-replayed'] === 'true' &&
  ((error.statusCode ?? 0) >= 500 || error.code === UNEXPECTED_STATE);

/** Whether the intent's state did not allow the request: it moved on since it was looked at, or another request runs. */
export const isUnexpectedState = (error: unknown): error is Stripe.errors.StripeError =>
  error instanceof Stripe.errors.StripeError && error.code === UNEXPECTED_STATE;

/** More than is there to capture or to refund. */
export const isTooLarge = (error: unknown): boolean =>
  error instanceof Stripe.errors.StripeInvalidRequestError &&
  (error.code === 'amount_too_large' || (error.code === undefined && /^amount/.test(error.param ?? '')));

/** 400 and 404: refused before anything was done. 401 and 403 are our configuration's fault and heal with it. */
const isRefusal = (error: Stripe.errors.StripeError): boolean => error.statusCode === 400 || error.statusCode === 404;

const isTimeout = (error: Stripe.errors.StripeConnectionError): boolean =>
  (error.detail as { readonly code?: string } | undefined)?.code === 'ETIMEDOUT';

const resultOfCardError = (error: Stripe.errors.StripeError): Declined => ({
  outcome: 'declined',
  code: DECLINE_CODES[error.decline_code ?? ''] ?? DECLINE_CODES[error.code ?? ''] ?? 'declined',
  networkCode: error.network_decline_code ?? '',
  ...checkLetters(error.payment_method?.card?.checks),
});
