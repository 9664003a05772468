import { DomainError, TransientError } from '@tollgate/errors';
import Stripe from 'stripe';
import { DECLINE_CODES } from './decline-codes.data.js';
import { errorOfPreparing, isOutdated, resultOfError } from './stripe-errors.js';

const { errors } = Stripe;
type Raw = NonNullable<ConstructorParameters<typeof errors.StripeError>[0]>;
const raw = (more: object): Raw => ({ message: 'what Stripe says', ...more }) as Raw;
const connection = (code: string) => new errors.StripeConnectionError(raw({ detail: Object.assign(new Error(code), { code }) }));

describe('a failed call', () => {
  it.each([
    ['no answer in time', connection('ETIMEDOUT'), 'no_answer'],
    ['no answer as a whole', new TransientError('too late'), 'no_answer'],
    ['nobody there', connection('ECONNREFUSED'), 'link_lost'],
    ['a connection that broke', connection('ECONNRESET'), 'link_lost'],
    ['the key in use', new errors.StripeAPIError(raw({ statusCode: 409 })), 'no_answer'],
    ['too many requests', new errors.StripeRateLimitError(raw({ statusCode: 429 })), 'no_answer'],
    ['a server error', new errors.StripeAPIError(raw({ statusCode: 500 })), 'no_answer'],
    ['an answer without status', new errors.StripeAPIError(raw({})), 'no_answer'],
    ['a revoked key', new errors.StripeAuthenticationError(raw({ statusCode: 401 })), 'no_answer'],
    ['a key without the right', new errors.StripePermissionError(raw({ statusCode: 403 })), 'no_answer'],
    ['the key used for something else', new errors.StripeIdempotencyError(raw({ statusCode: 400 })), 'answer_differs'],
    [
      'a state that moved on',
      new errors.StripeInvalidRequestError(raw({ statusCode: 400, code: 'payment_intent_unexpected_state' })),
      'answer_differs',
    ],
    ['an answer that cannot be read', new TypeError('x of undefined'), 'answer_differs'],
  ])('%s leaves the outcome unknown', (_title, error, cause) =>
    expect(resultOfError(error)).toEqual({ outcome: 'unknown', cause }),
  );

  it.each([
    [{ code: 'card_declined', decline_code: 'insufficient_funds' }, 'insufficient_funds'],
    [{ code: 'card_declined', decline_code: 'code_of_next_year' }, 'declined'],
    [{ code: 'expired_card' }, 'expired_card'],
    [{}, 'declined'],
  ])('with the card error %j is a decline: %s', (more, code) =>
    expect(resultOfError(new errors.StripeCardError(raw({ statusCode: 402, ...more })))).toMatchObject({
      outcome: 'declined',
      code,
    }),
  );

  it.each([
    ['amount_too_small', 'amount_not_supported'],
    ['charge_already_refunded', 'already_refunded'],
    ['charge_expired_for_capture', 'authorization_expired'],
    ['resource_missing', 'unknown_authorization'],
    ['parameter_unknown', 'invalid_request'],
  ])('with the invalid request %s is refused for good: %s', (code, ours) =>
    expect(resultOfError(new errors.StripeInvalidRequestError(raw({ statusCode: 400, code })))).toMatchObject({
      outcome: 'declined',
      code: ours,
    }),
  );

  it('is outdated only when Stripe says that it is saved, and it speaks of then', () => {
    const replayed = { headers: { 'idempotent-replayed': 'true' } };
    const failures = [
      new errors.StripeAPIError(raw({ statusCode: 500, ...replayed })),
      new errors.StripeInvalidRequestError(raw({ statusCode: 400, code: 'payment_intent_unexpected_state', ...replayed })),
      new errors.StripeCardError(raw({ statusCode: 402, ...replayed })),
      new errors.StripeAPIError(raw({ statusCode: 500, headers: {} })),
      new Error('other'),
    ];
    expect(failures.map(isOutdated)).toEqual([true, true, false, false, false]);
  });
});

describe('a failure before anything is promised', () => {
  it.each([
    ['amount', 'amount_too_small', 'amount_not_supported'],
    ['amount', 'amount_too_large', 'amount_not_supported'],
    ['currency', undefined, 'currency_not_supported'],
  ])('about the %s (%s) is told as %s', (param, code, ours) => {
    const error = errorOfPreparing(new errors.StripeInvalidRequestError(raw({ statusCode: 400, param, code })));
    expect(error).toBeInstanceOf(DomainError);
    expect(error).toMatchObject({ code: ours });
  });

  it('that is none of the amount is worth trying again, and quotes nothing that was sent', () => {
    const message = 'Invalid API Key provided: sk_test_SECRET for 4242424242424242';
    const more = { statusCode: 401, code: 'api_key_expired', requestId: 'req_1', message };
    const error = errorOfPreparing(new errors.StripeAuthenticationError(raw(more)));
    expect(error).toBeInstanceOf(TransientError);
    expect(error.message).toBe('Stripe answered 401 StripeAuthenticationError api_key_expired req_1');
    expect(error.cause).toBeUndefined();
  });

  it('of ours stays what it is', () => {
    const defect = new TypeError('x of undefined');
    expect(errorOfPreparing(defect)).toBe(defect);
  });
});

it('every decline code is told in words of ours', () => {
  const told = [...new Set(Object.values(DECLINE_CODES))];
  expect(told.filter((code) => !/^[a-z]+(_[a-z]+)*$/.test(code))).toEqual([]);
});
